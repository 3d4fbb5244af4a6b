// An agent of the Capsule Management Contract 1.0: agent-core and agent-progress, Go, standard library only.
//
// It is meant to be copied: put your own service into capsule.go and keep the rest.
//
//	OPSTAGE_URL                 where Opstage is; https, or http on loopback
//	OPSTAGE_REGISTRATION_TOKEN  needed once, for the first start
//	OPSTAGE_AGENT_STATE         a folder of its own, for the token and the journal
//	OPSTAGE_AGENT_CODE          the agent's code, if the default is taken (optional)
//	OPSTAGE_ALLOW_PLAIN_HTTP    `yes` permits http outside loopback (optional; the token then travels in clear)
//
// Heartbeats, reports and claims have a goroutine each, so that none can delay another. Words in brackets, such as
// [boot-id], name the rule of the contract that a piece of code keeps.
package main

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"os"
	"os/signal"
	"regexp"
	"slices"
	"sync"
	"sync/atomic"
	"syscall"
	"time"
)

const (
	callTimeout = 10 * time.Second // of any call but a claim
	grace       = 8 * time.Second  // how long runs may take to finish on an orderly stop
	eventsATime = 50               // in one heartbeat
)

var capabilities = []string{"commands.progress", "commands.cancel"}

var (
	errNoIdentity = errors.New("there is no identity: a new registration token is needed")
	errRevoked    = errors.New("the identity was revoked: no further call until there is a new registration token")
)

type Agent struct {
	opstage           *Opstage
	state             *State
	capsule           *Capsule
	commands          *Commands
	code              string
	registrationToken string
	bootID            string // one per process start [boot-id]
	agentID           string
	heartbeatNS       atomic.Int64
	pollNS            atomic.Int64
	announced         bool
	closeCalls        context.CancelCauseFunc
}

func main() {
	log.SetFlags(log.LstdFlags | log.LUTC) // tokens, payloads and configuration values are never logged
	if err := run(); err != nil {
		log.Fatal(err)
	}
}

func run() error {
	opstage, err := newOpstage(os.Getenv("OPSTAGE_URL"), os.Getenv("OPSTAGE_ALLOW_PLAIN_HTTP") == "yes")
	if err != nil {
		return err
	}
	folder := os.Getenv("OPSTAGE_AGENT_STATE")
	if folder == "" {
		return errors.New("OPSTAGE_AGENT_STATE is not set")
	}
	state, err := openState(folder)
	if err != nil {
		return err
	}
	// `calls` ends with the last permission to call, `working` already at the signal.
	calls, closeCalls := context.WithCancelCause(context.Background())
	defer closeCalls(nil)
	working, stopListening := signal.NotifyContext(calls, syscall.SIGTERM, os.Interrupt)
	defer stopListening()

	agent := &Agent{
		opstage:           opstage,
		state:             state,
		capsule:           newCapsule(opstage, state),
		code:              cmp.Or(os.Getenv("OPSTAGE_AGENT_CODE"), "conformance-go"),
		registrationToken: os.Getenv("OPSTAGE_REGISTRATION_TOKEN"),
		bootID:            "boot-" + randomText(12),
		closeCalls:        closeCalls,
	}
	agent.commands = newCommands(agent)
	agent.heartbeatNS.Store(int64(30 * time.Second))
	agent.pollNS.Store(int64(5 * time.Second))
	if err := agent.enrol(working); err != nil {
		if working.Err() != nil {
			return nil // stopped before it had an identity
		}
		return err
	}
	if err := agent.commands.resume(calls); err != nil {
		return err
	}
	var loops, claims sync.WaitGroup
	spawn := func(group *sync.WaitGroup, loop func()) {
		group.Add(1)
		go func() { defer group.Done(); loop() }()
	}
	looping, stopLooping := context.WithCancel(calls)
	defer stopLooping()
	spawn(&loops, func() { agent.heartbeatLoop(looping) })
	spawn(&loops, func() { agent.reportLoop(looping) })
	spawn(&claims, func() { agent.commands.claimLoop(working, calls) })

	<-working.Done()
	if context.Cause(calls) != nil {
		return context.Cause(calls) // the identity ended
	}
	claims.Wait()
	agent.commands.stop(grace, callTimeout/2)
	stopLooping()
	loops.Wait()
	if len(agent.capsule.events(1)) > 0 {
		_, _ = agent.heartbeat(calls, nil)
	}
	closeCalls(nil)
	if errors.Is(context.Cause(calls), errRevoked) {
		return errRevoked
	}
	agent.disconnect()
	return nil
}

// call makes one call under the agent's identity; it fails only where no call is to be made any more.
func (a *Agent) call(ctx context.Context, path string, body any, timeout time.Duration) (Answer, error) {
	send := func() Answer {
		if ctx.Err() != nil {
			return Answer{Verdict: failed}
		}
		return a.opstage.post(ctx, "/api/agents/"+a.agentID+"/"+path, body, timeout, "")
	}
	answer := send()
	if isRevoked(answer) {
		// Only this answer, confirmed by one retry, ends an identity [auth-failure-keeps-identity].
		pause(ctx, max(between(0.5, 1, time.Second), answer.RetryAfter))
		if answer = send(); isRevoked(answer) {
			a.endIdentity()
		}
	}
	if ctx.Err() == nil && answer.Verdict != granted {
		log.Printf("%s: %v", path, answer)
	}
	return answer, ctx.Err()
}

// untilAnswered repeats a call until Opstage has answered it.
func (a *Agent) untilAnswered(ctx context.Context, send func() (Answer, error)) (Answer, error) {
	backoff := Backoff{}
	for {
		answer, err := send()
		if err != nil || !answer.toBeRepeated() {
			return answer, err
		}
		pause(ctx, backoff.after(answer, a.heartbeatEvery()))
	}
}

func pause(ctx context.Context, wait time.Duration) {
	select {
	case <-time.After(wait):
	case <-ctx.Done():
	}
}

func logged(what string, err error) {
	if err != nil {
		log.Printf("%s: %v", what, err)
	}
}

// enrol takes up the identity in the state folder, or registers for one.
func (a *Agent) enrol(ctx context.Context) error {
	identity := Identity{}
	if _, err := a.state.read("identity.json", &identity); err != nil {
		return err
	}
	if identity.AgentToken == "" {
		if a.registrationToken == "" || identity.EndedUnder == digest(a.registrationToken) {
			return errNoIdentity
		}
		registered, err := a.register(ctx)
		if err != nil {
			return err
		}
		identity = registered
	}
	a.agentID, a.opstage.token = identity.AgentID, identity.AgentToken
	a.adopt(identity.Intervals)
	return nil
}

var agentIDForm = regexp.MustCompile(`^agt_[A-Za-z0-9_-]{16,64}$`)
var agentTokenForm = regexp.MustCompile(`^opstage_agent_[A-Za-z0-9_-]{32,128}$`)

func (a *Agent) register(ctx context.Context) (Identity, error) {
	body := map[string]any{
		"registrationToken": a.registrationToken,
		"agent":             map[string]string{"code": a.code, "mode": "embedded", "runtime": "go", "version": version},
		"bootId":            a.bootID,
		"capabilities":      capabilities,
	}
	// The same key and body again after a lost answer give the same identity [register-sends-idempotency-key].
	idempotencyKey := randomText(16)
	identity := Identity{}
	answer, err := a.untilAnswered(ctx, func() (Answer, error) {
		answer := a.opstage.post(ctx, "/api/agents/register", body, callTimeout, idempotencyKey)
		if answer.Verdict == unauthorized { // the registration token is refused, and stays so
			answer.Verdict = refused
		}
		identity = Identity{}
		decode(answer.Data, &identity)
		if answer.Verdict == granted && !(agentIDForm.MatchString(identity.AgentID) && agentTokenForm.MatchString(identity.AgentToken)) {
			answer.Verdict = failed
		}
		return answer, ctx.Err()
	})
	if err != nil {
		return Identity{}, err
	}
	if answer.Verdict == refused {
		return Identity{}, fmt.Errorf("the registration was refused: %v", answer)
	}
	log.Printf("registered as %s", identity.AgentID)
	return identity, a.state.write("identity.json", identity) // before the token's first use [agent-token-stored-safely]
}

func isRevoked(answer Answer) bool {
	return answer.Verdict == unauthorized && answer.Code == "AGENT_TOKEN_REVOKED"
}

func (a *Agent) endIdentity() {
	logged("identity", a.state.write("identity.json", Identity{EndedUnder: digest(a.registrationToken)}))
	a.closeCalls(errRevoked)
}

func (a *Agent) heartbeatEvery() time.Duration { return time.Duration(a.heartbeatNS.Load()) }
func (a *Agent) pollEvery() time.Duration      { return time.Duration(a.pollNS.Load()) }

func (a *Agent) adopt(told Intervals) {
	a.heartbeatNS.Store(int64(interval(told.Heartbeat, a.heartbeatEvery(), time.Hour)))
	a.pollNS.Store(int64(interval(told.Poll, a.pollEvery(), time.Hour)))
}

// Report is one service in full.
type Report struct {
	Content
	Revision string `json:"revision"`
}

// reportLoop reports after every start, change and directive; one goroutine, so one report in flight
// [report-on-start-and-change].
func (a *Agent) reportLoop(ctx context.Context) {
	backoff := Backoff{}
	for {
		content := a.capsule.content()
		body := map[string]any{"bootId": a.bootID, "services": []Report{{content, content.revision()}}}
		answer, err := a.call(ctx, "services/report", body, callTimeout)
		switch {
		case err != nil:
			return
		case answer.toBeRepeated():
			pause(ctx, backoff.after(answer, a.heartbeatEvery()))
			continue
		}
		backoff.succeeded()
		var data struct {
			Rejected []struct {
				Error json.RawMessage `json:"error"`
			} `json:"rejected"`
		}
		decode(answer.Data, &data)
		for _, rejected := range data.Rejected {
			log.Printf("a service was rejected: %s", rejected.Error)
		}
		select { // what was refused is not sent again; the next change makes another report
		case <-a.capsule.reportDue:
		case <-ctx.Done():
			return
		}
	}
}

func (a *Agent) heartbeatLoop(ctx context.Context) {
	probe := &HealthProbe{probe: a.capsule.health}
	backoff := Backoff{}
	beganAt := time.Now()
	wait := between(0, 1, a.heartbeatEvery()) // a fleet that starts together spreads [heartbeat-jitter]
	for {
		// The probe gets its time before the heartbeat is due; the heartbeat waits for nothing.
		due := beganAt.Add(wait)
		pause(ctx, time.Until(due)-3*probeTime)
		probe.begin()
		pause(ctx, time.Until(due))
		beganAt = time.Now()
		answer, err := a.heartbeat(ctx, probe.report())
		if err != nil {
			return
		}
		wait = between(0.8, 1.2, a.heartbeatEvery()) // [heartbeat-cadence]
		if !answer.toBeRepeated() {
			backoff.succeeded()
			continue
		}
		retry := time.Since(beganAt) + backoff.after(answer, a.heartbeatEvery())
		if answer.RetryAfter > 0 || answer.Verdict == unauthorized {
			wait = retry // told to wait
		} else {
			wait = min(wait, retry) // never later than the next one is due anyway
		}
	}
}

func (a *Agent) heartbeat(ctx context.Context, health *Health) (Answer, error) {
	service := map[string]any{"code": serviceCode, "revision": a.capsule.content().revision()}
	if health != nil {
		service["health"] = health
	}
	events := a.capsule.events(eventsATime)
	body := map[string]any{
		"bootId":   a.bootID,
		"sentAt":   timestamp(),
		"services": []any{service},
		"running":  a.commands.running(),
		"events":   events,
	}
	if !a.announced {
		body["capabilities"] = capabilities
	}
	// A call that takes longer than the interval would make the next heartbeat late.
	answer, err := a.call(ctx, "heartbeat", body, min(callTimeout, a.heartbeatEvery()))
	if err == nil && !answer.toBeRepeated() {
		// An event goes out under its id until it was taken, and is audited once. A heartbeat that is refused as invalid
		// or too large takes its events with it, so that they do not spoil the next ones.
		a.capsule.forget(len(events))
	}
	if answer.Verdict == granted {
		a.announced = true
		var data struct {
			Intervals
			Directives struct {
				ReportServices []string `json:"reportServices"`
				Cancel         []string `json:"cancel"`
			} `json:"directives"`
		}
		decode(answer.Data, &data)
		a.adopt(data.Intervals) // [server-told-intervals]
		if slices.Contains(data.Directives.ReportServices, serviceCode) {
			a.capsule.changed() // [revision-resync]
		}
		for _, id := range data.Directives.Cancel {
			a.commands.cancel(id) // [cancel-honoured]
		}
	}
	return answer, err
}

// disconnect is the last call [disconnect-on-stop].
func (a *Agent) disconnect() {
	backoff := Backoff{}
	body := map[string]string{"bootId": a.bootID, "reason": "stopped by a signal"}
	for range 3 {
		answer := a.opstage.post(context.Background(), "/api/agents/"+a.agentID+"/disconnect", body, callTimeout/2, "")
		if answer.Verdict != failed || answer.RetryAfter > callTimeout {
			return // done, or not worth the wait: Opstage will see the silence
		}
		time.Sleep(backoff.after(answer, a.heartbeatEvery()))
	}
}
