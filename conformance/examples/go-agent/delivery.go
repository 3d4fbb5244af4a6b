package main

// One delivery of a command: acknowledged, journaled, run if it is the first, told until it is answered.

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"
)

// handle takes one delivery from its acknowledgement to the answer to its result.
func (c *Commands) handle(ctx context.Context, delivery Delivery) {
	defer c.telling.Done()
	command, release, err := c.command(delivery.ID)
	if err == nil {
		defer release()
		var first bool
		if first, err = c.accept(ctx, command, delivery); err == nil && first {
			outcome := c.execute(ctx, command, delivery)
			err = c.record(command, func(entry *Entry) { entry.Outcome, entry.FinishedAt = outcome, time.Now() })
		}
	}
	<-c.slots
	c.handling.Done()
	switch {
	case errors.Is(err, errNotAccepted):
	case err != nil:
		logged("command "+delivery.ID, err)
	default:
		c.tell(ctx, command)
	}
}

var errNotAccepted = errors.New("the delivery is not to be run")

// accept acknowledges a delivery and journals it; `first` says that its handler is to run now.
func (c *Commands) accept(ctx context.Context, command *Command, delivery Delivery) (first bool, err error) {
	command.delivering.Lock()
	defer command.delivering.Unlock()
	before := c.snapshot(command)
	if before != nil && before.DeliveryID == delivery.Delivery.ID {
		return false, errNotAccepted // it stood twice in one answer
	}
	if !c.acknowledge(ctx, delivery, before != nil) {
		return false, errNotAccepted
	}
	// A known command only gets the newer delivery id; a result already told is told again under it.
	after := Entry{ID: delivery.ID}
	if before != nil {
		after = *before
	}
	after.DeliveryID, after.AnsweredAt = delivery.Delivery.ID, nil
	c.mu.Lock()
	defer c.mu.Unlock()
	if command.entry != nil { // its handler may have ended during the ack
		after.Outcome, after.FinishedAt = command.entry.Outcome, command.entry.FinishedAt
	}
	// Durably after the accepted ack and before the handler [execute-at-most-once].
	if err := c.agent.state.keep(after); err != nil {
		return false, err
	}
	command.entry = &after
	return before == nil, nil
}

// acknowledge is retried until Opstage says whether it takes the acceptance [ack-before-run]; true only if it does.
func (c *Commands) acknowledge(ctx context.Context, delivery Delivery, known bool) bool {
	body := map[string]any{"deliveryId": delivery.Delivery.ID, "accepted": true}
	var refusal *OutcomeError
	if !known { // a known command is accepted whatever it asks, and never started again
		refusal = c.agent.capsule.refusal(delivery)
	}
	if refusal != nil {
		body["accepted"], body["error"] = false, refusal // [refusal-is-explicit]
	}
	answer, err := c.agent.untilAnswered(ctx, func() (Answer, error) {
		answer, err := c.agent.call(ctx, "commands/"+delivery.ID+"/ack", body, callTimeout)
		var data struct {
			Status string `json:"status"`
		}
		decode(answer.Data, &data)
		if answer.Verdict == granted && refusal == nil && !known {
			switch data.Status {
			case "RUNNING":
			case "SUCCEEDED", "FAILED", "EXPIRED", "CANCELLED":
				answer.Verdict = refused
			default: // neither yes nor no, so ask again [unknown-enum-is-not-success]
				answer.Verdict = failed
			}
		}
		return answer, err
	})
	return err == nil && answer.Verdict == granted && refusal == nil
}

// execute runs the handler and supervises it: progress, cancellation, timeout, stop.
func (c *Commands) execute(ctx context.Context, command *Command, delivery Delivery) *Outcome {
	handling, stop := context.WithCancel(context.Background())
	defer stop() // a handler that does not listen is left behind; its outcome no longer counts
	c.mu.Lock()
	command.cancel = stop
	if command.cancelAsked {
		stop()
	}
	c.mu.Unlock()
	run := &Run{
		Timeout:  interval(delivery.TimeoutSeconds, 5*time.Minute, 24*time.Hour),
		progress: make(chan Progress, 1),
	}
	ended := make(chan *Outcome, 1)
	go func() {
		outcome, err := c.agent.capsule.run(handling, run, delivery)
		if err != nil {
			outcome = failure("ACTION_FAILED", err.Error()) // the message, no stack trace [handler-timeout]
			// `cancelled` only if it was asked for: a handler is told to stop at its timeout too.
			if c.wasCancelled(command) && errors.Is(err, context.Canceled) {
				outcome = &Outcome{Cancelled: true}
			}
		}
		ended <- outcome
	}()
	timeout := time.NewTimer(run.Timeout)
	defer timeout.Stop()
	backoff, silentUntil := Backoff{}, time.Time{}
	for seq := 1; ; {
		select {
		case outcome := <-ended:
			return outcome
		case <-timeout.C:
			return failure("ACTION_TIMEOUT", fmt.Sprintf("the handler ran longer than %v", run.Timeout)) // [handler-timeout]
		case <-c.abandoned:
			return failure("AGENT_RESTARTED", "the agent was stopped while the command ran")
		case progress := <-run.progress:
			if time.Now().Before(silentUntil) {
				continue // progress is never repeated: what comes later replaces it
			}
			answer, _ := c.agent.call(ctx, "commands/"+delivery.ID+"/progress", struct {
				DeliveryID string `json:"deliveryId"`
				Seq        int    `json:"seq"`
				Progress
			}{c.snapshot(command).DeliveryID, seq, progress}, 5*time.Second)
			seq++
			var data struct {
				CancelRequested bool `json:"cancelRequested"`
			}
			decode(answer.Data, &data)
			if data.CancelRequested {
				c.cancel(delivery.ID)
			}
			if answer.Verdict == granted {
				backoff.succeeded()
			} else {
				silentUntil = time.Now().Add(backoff.after(answer, c.agent.heartbeatEvery()))
			}
		}
	}
}

// tell sends the outcome until it is answered, under the newest acknowledged delivery id [result-retried].
func (c *Commands) tell(ctx context.Context, command *Command) {
	c.mu.Lock()
	if command.entry == nil || command.entry.Outcome == nil || command.entry.AnsweredAt != nil || command.telling {
		c.mu.Unlock()
		return // who runs the handler, or tells already, sees the newer delivery id too
	}
	command.telling = true
	c.mu.Unlock()
	backoff := Backoff{}
	for {
		sent := c.snapshot(command)
		answer, err := c.agent.call(ctx, "commands/"+sent.ID+"/result", struct {
			DeliveryID string `json:"deliveryId"`
			*Outcome
		}{sent.DeliveryID, sent.Outcome}, callTimeout)
		if err != nil {
			return
		}
		tooLarge := answer.Status == http.StatusRequestEntityTooLarge
		invalid := answer.Status == http.StatusUnprocessableEntity && answer.Verdict == refused
		rejected := sent.Outcome.Error != nil && sent.Outcome.Error.Code == "RESULT_REJECTED"
		switch {
		case (tooLarge || invalid) && !rejected:
			rejection := failure("RESULT_REJECTED", "Opstage refused the result")
			logged("journal", c.record(command, func(entry *Entry) { entry.Outcome = rejection }))
		case !answer.toBeRepeated() || time.Since(sent.FinishedAt) > keepFor:
			if c.answered(command, sent.DeliveryID) {
				return
			}
		default:
			pause(ctx, backoff.after(answer, c.agent.heartbeatEvery()))
		}
	}
}

// answered closes the books on a command, unless it was delivered again meanwhile.
func (c *Commands) answered(command *Command, deliveryID string) bool {
	command.delivering.Lock() // a newer delivery that is just being acknowledged comes first
	defer command.delivering.Unlock()
	if c.snapshot(command).DeliveryID != deliveryID {
		return false
	}
	now := time.Now()
	logged("journal", c.record(command, func(entry *Entry) { entry.AnsweredAt = &now }))
	c.mu.Lock()
	defer c.mu.Unlock()
	command.telling = false
	return true
}
