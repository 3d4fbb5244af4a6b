package main

// What survives a restart: the files in OPSTAGE_AGENT_STATE. The lock is that of Unix systems.

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"
)

// keepFor is how long a journal entry stays after its result was answered, and how long a result is tried.
const keepFor = 24 * time.Hour

// State is the state folder. Every write is atomic and durable, every file its owner's alone [agent-token-stored-safely].
type State struct {
	folder string
	lock   *os.File
}

// Identity is what a registration gave; after its end only EndedUnder is left, a digest of the registration token.
type Identity struct {
	AgentID    string `json:"agentId,omitempty"`
	AgentToken string `json:"agentToken,omitempty"`
	EndedUnder string `json:"endedUnder,omitempty"`
	Intervals
}

// Entry is what the journal says of one command, one small file each. Never its payload [execute-at-most-once].
type Entry struct {
	ID         string     `json:"id"`
	DeliveryID string     `json:"deliveryId"` // the newest acknowledged one
	Outcome    *Outcome   `json:"outcome,omitempty"`
	FinishedAt time.Time  `json:"finishedAt"`
	AnsweredAt *time.Time `json:"answeredAt,omitempty"`
}

func openState(folder string) (*State, error) {
	if err := os.MkdirAll(filepath.Join(folder, "commands"), 0o700); err != nil {
		return nil, err
	}
	lock, err := os.OpenFile(filepath.Join(folder, "lock"), os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, err
	}
	// Two processes on one folder would run a command twice. The lock goes with the process, however it ends.
	if err := syscall.Flock(int(lock.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		return nil, errors.New("another process uses this state folder")
	}
	return &State{folder: folder, lock: lock}, nil
}

// read leaves `into` as it is where there is no such file.
func (s *State) read(name string, into any) (found bool, err error) {
	text, err := os.ReadFile(filepath.Join(s.folder, name))
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	return true, json.Unmarshal(text, into)
}

func (s *State) write(name string, value any) error {
	text, err := json.Marshal(value)
	if err != nil {
		return err
	}
	target := filepath.Join(s.folder, name)
	draft, err := os.CreateTemp(filepath.Dir(target), "*.draft") // created with mode 0600
	if err != nil {
		return err
	}
	defer os.Remove(draft.Name()) // gone already where all went well
	_, err = draft.Write(text)
	if err = errors.Join(err, draft.Sync(), draft.Close()); err != nil {
		return err
	}
	if err := os.Rename(draft.Name(), target); err != nil {
		return err
	}
	folder, err := os.Open(filepath.Dir(target))
	if err != nil {
		return err
	}
	return errors.Join(folder.Sync(), folder.Close()) // the rename itself is durable only now
}

// fingerprint shows that a secret changed, and nothing else of it [sensitive-never-travels].
func (s *State) fingerprint(value string) (string, error) {
	key := ""
	if _, err := s.read("fingerprint-key.json", &key); err != nil {
		return "", err
	}
	if key == "" {
		key = randomText(32)
		if err := s.write("fingerprint-key.json", key); err != nil {
			return "", err
		}
	}
	sum := hmac.New(sha256.New, []byte(key))
	sum.Write([]byte(value))
	return hex.EncodeToString(sum.Sum(nil)), nil
}

// entry gives nil where the command is not known.
func (s *State) entry(commandID string) (*Entry, error) {
	entry := &Entry{}
	found, err := s.read("commands/"+commandID+".json", entry)
	if !found || err != nil {
		return nil, err
	}
	return entry, nil
}

func (s *State) keep(entry Entry) error {
	return s.write("commands/"+entry.ID+".json", entry)
}

func (s *State) entries() ([]*Entry, error) {
	files, err := os.ReadDir(filepath.Join(s.folder, "commands"))
	if err != nil {
		return nil, err
	}
	entries := []*Entry{}
	for _, file := range files {
		id, isEntry := strings.CutSuffix(file.Name(), ".json")
		if !isEntry {
			continue
		}
		entry, err := s.entry(id)
		if err != nil {
			return nil, err
		}
		entries = append(entries, entry)
	}
	return entries, nil
}

func (s *State) forgetOldEntries() error {
	entries, err := s.entries()
	for _, entry := range entries {
		if entry.AnsweredAt != nil && time.Since(*entry.AnsweredAt) > keepFor {
			err = errors.Join(err, os.Remove(filepath.Join(s.folder, "commands", entry.ID+".json")))
		}
	}
	return err
}

func randomText(bytes int) string {
	random := make([]byte, bytes)
	if _, err := rand.Read(random); err != nil {
		panic(err)
	}
	return hex.EncodeToString(random)
}

func digest(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}
