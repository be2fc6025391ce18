-- A canary of which nothing was shown in time ends as 'kept'.
ALTER TABLE model_rollouts DROP CONSTRAINT model_rollouts_state_check;
ALTER TABLE model_rollouts ADD CONSTRAINT model_rollouts_state_check
    CHECK (state IN ('running', 'promoted', 'rolled_back', 'kept', 'stopped'));

-- How it is compared: by humans only, above how many ms an answer is slow (fixed once), and since when.
ALTER TABLE model_rollouts ADD COLUMN held BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE model_rollouts ADD COLUMN slow_ms INTEGER CHECK (slow_ms >= 1);
ALTER TABLE model_rollouts ADD COLUMN compared_since TIMESTAMP WITH TIME ZONE;

-- Everything that was decided, with the figures that were known then. Rows are only ever added.
CREATE TABLE rollout_decisions (
    id UUID PRIMARY KEY,
    rollout_id UUID REFERENCES model_rollouts(id),
    kind VARCHAR(10) CHECK (kind IN ('canary', 'shadow')),
    model_name VARCHAR(100) NOT NULL,
    version VARCHAR(20) NOT NULL,
    active_version VARCHAR(20),
    step VARCHAR(20) NOT NULL CHECK (step IN ('started', 'share_changed', 'held', 'resumed',
        'promoted', 'rolled_back', 'kept', 'stopped')),
    percentage INTEGER NOT NULL CHECK (percentage BETWEEN 0 AND 100),
    decided_by VARCHAR(100) NOT NULL,
    automatic BOOLEAN NOT NULL,
    reason TEXT NOT NULL,
    figures JSONB,
    decided_at TIMESTAMP WITH TIME ZONE NOT NULL
);

CREATE INDEX idx_rollout_decisions_model ON rollout_decisions(model_name, decided_at DESC);

-- Decisions that a webhook is yet to be told of; a row goes when it was delivered.
CREATE TABLE rollout_notices (
    decision_id UUID PRIMARY KEY REFERENCES rollout_decisions(id),
    attempts INTEGER NOT NULL DEFAULT 0,
    due_at TIMESTAMP WITH TIME ZONE NOT NULL,
    last_error TEXT
);

CREATE INDEX idx_rollout_notices_due ON rollout_notices(due_at);
