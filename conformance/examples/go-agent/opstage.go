package main

// The HTTP side: one call, what its answer is worth, and how long to wait after one that failed.

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

const (
	answerBytesMax = 16 << 20
	retryAfterMax  = 24 * time.Hour // no stranger silences the agent for good
)

type Verdict int

const (
	granted      Verdict = iota // a contract answer with success: Data holds
	refused                     // a contract answer that repeating the same body will not change, or anybody's 413
	unauthorized                // a contract 401 or 403
	failed                      // try again: 408, 429, 5xx, the network, all that is not Opstage's answer
)

// Answer is what a call came to.
type Answer struct {
	Verdict    Verdict
	Status     int
	Code       string
	Data       json.RawMessage
	RetryAfter time.Duration
}

func (a Answer) toBeRepeated() bool { return a.Verdict == unauthorized || a.Verdict == failed }

func (a Answer) String() string {
	if a.Status == 0 {
		return "no answer"
	}
	return strings.TrimSpace(fmt.Sprint(a.Status, " ", a.Code))
}

// judge lets only an answer with the contract's header and a valid envelope count [only-contract-answers-count].
//
// Two things are taken from anyone: Retry-After and a 413. An unknown error code changes nothing: the status says what
// kind of answer it is, and only success is success [unknown-enum-is-not-success].
func judge(status int, header http.Header, body []byte) Answer {
	var envelope struct {
		Success *bool           `json:"success"`
		Data    json.RawMessage `json:"data"`
		Error   struct {
			Code string `json:"code"`
		} `json:"error"`
	}
	answer := Answer{Verdict: failed, Status: status, RetryAfter: retryAfter(header.Get("Retry-After"))}
	valid := len(header.Values("Capsule-Contract")) > 0 && json.Unmarshal(body, &envelope) == nil && envelope.Success != nil
	isError := valid && !*envelope.Success && envelope.Error.Code != ""
	if isError {
		answer.Code = envelope.Error.Code
	}
	switch {
	case valid && *envelope.Success && status/100 == 2 && bytes.HasPrefix(envelope.Data, []byte("{")):
		answer.Verdict, answer.Data = granted, envelope.Data
	case status == http.StatusRequestEntityTooLarge:
		answer.Verdict = refused
	case isError && (status == http.StatusUnauthorized || status == http.StatusForbidden):
		answer.Verdict = unauthorized
	case isError && status/100 == 4 && status != http.StatusRequestTimeout && status != http.StatusTooManyRequests:
		answer.Verdict = refused
	}
	return answer
}

// retryAfter reads the header as a time from now; a proxy may send a date.
func retryAfter(text string) time.Duration {
	var wait time.Duration
	if seconds, err := strconv.ParseFloat(strings.TrimSpace(text), 64); err == nil {
		wait = time.Duration(min(seconds, retryAfterMax.Seconds()) * float64(time.Second))
	} else if date, err := http.ParseTime(text); err == nil {
		wait = time.Until(date)
	}
	return min(max(wait, 0), retryAfterMax)
}

// Backoff waits between attempts at one thing [reconnect-backoff] [throttle-obeyed].
type Backoff struct{ failures, successes int }

func (b *Backoff) succeeded() {
	b.successes++
	if b.successes >= 3 { // one success may be luck
		b.failures = 0
	}
}

// after is how long to wait after `answer`: the longest of three waits, each with its own jitter.
func (b *Backoff) after(answer Answer, heartbeatEvery time.Duration) time.Duration {
	b.successes = 0
	longest := min(time.Minute, time.Second<<min(b.failures, 6))
	b.failures++
	own := between(0.5, 1, longest)
	told := between(1.05, 1.2, answer.RetryAfter)
	// A refused credential is tried again no faster than heartbeats go [auth-failure-keeps-identity].
	var credential time.Duration
	if answer.Verdict == unauthorized {
		credential = between(1, 1.2, heartbeatEvery)
	}
	return max(own, told, credential)
}

// between gives a uniform part of a duration.
func between(least, most float64, whole time.Duration) time.Duration {
	return time.Duration((least + rand.Float64()*(most-least)) * float64(whole))
}

// Opstage is where Opstage is.
type Opstage struct {
	base   *url.URL
	client *http.Client
	token  string // set once, before anything runs beside
}

func newOpstage(text string, plainHTTPAllowed bool) (*Opstage, error) {
	base, err := url.Parse(text)
	if err != nil || (base.Scheme != "http" && base.Scheme != "https") || base.Hostname() == "" {
		return nil, errors.New("OPSTAGE_URL is not an http or https URL")
	}
	if base.Scheme == "http" && !plainHTTPAllowed && !isLoopback(base.Hostname()) {
		return nil, errors.New("OPSTAGE_URL is plain http outside loopback; use https") // [tls-outside-loopback]
	}
	noRedirects := func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return &Opstage{base: base, client: &http.Client{CheckRedirect: noRedirects}}, nil
}

func isLoopback(host string) bool {
	address := net.ParseIP(host)
	return strings.EqualFold(host, "localhost") || (address != nil && address.IsLoopback())
}

func (o *Opstage) post(ctx context.Context, path string, body any, timeout time.Duration, idempotencyKey string) Answer {
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	text, err := json.Marshal(body)
	if err != nil {
		panic(err) // every body is made here, of types that JSON can hold
	}
	address := *o.base
	address.Path = strings.TrimRight(address.Path, "/") + path
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, address.String(), bytes.NewReader(text))
	if err != nil {
		return Answer{Verdict: failed}
	}
	// Without it net/http cannot repeat a request on its own, unseen and without a wait, after a broken connection.
	request.GetBody = nil
	request.Header.Set("Capsule-Contract", "1") // [version-header]
	request.Header.Set("Content-Type", "application/json")
	if idempotencyKey != "" {
		request.Header.Set("Idempotency-Key", idempotencyKey)
	}
	if o.token != "" {
		request.Header.Set("Authorization", "Bearer "+o.token)
	}
	response, err := o.client.Do(request)
	if err != nil {
		return Answer{Verdict: failed}
	}
	defer response.Body.Close()
	answer, err := io.ReadAll(io.LimitReader(response.Body, answerBytesMax))
	if err != nil {
		answer = nil // cut off: no envelope, whatever its beginning says
	}
	return judge(response.StatusCode, response.Header, answer)
}

// getStatus makes one GET on Opstage's own origin without credentials; redirects are not followed.
func (o *Opstage) getStatus(ctx context.Context, path string) (int, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, o.base.Scheme+"://"+o.base.Host+path, nil)
	if err != nil {
		return 0, err
	}
	response, err := o.client.Do(request)
	if err != nil {
		return 0, err
	}
	return response.StatusCode, response.Body.Close()
}

// Intervals are told by Opstage; of any type, because nonsense must not spoil the answer around it.
type Intervals struct {
	Heartbeat any `json:"heartbeatIntervalSeconds,omitempty"`
	Poll      any `json:"commandPollIntervalSeconds,omitempty"`
}

// interval reads a told number of seconds; an absent one or no positive number changes nothing [server-told-intervals].
func interval(told any, otherwise, longest time.Duration) time.Duration {
	seconds, isNumber := told.(float64)
	if !isNumber || !(seconds > 0) {
		return otherwise
	}
	return time.Duration(min(max(seconds, 1), longest.Seconds()) * float64(time.Second))
}

// decode reads what it can: members of an unexpected type are left out, unknown ones passed over [unknown-members-ignored].
func decode(data json.RawMessage, into any) {
	_ = json.Unmarshal(data, into)
}
