-- What was known of a canary when it was looked at, each time half as much again had been seen. Rows are only ever added.
CREATE TABLE rollout_looks (
    rollout_id UUID NOT NULL REFERENCES model_rollouts(id),
    compared_since TIMESTAMP WITH TIME ZONE NOT NULL,
    stage INTEGER NOT NULL CHECK (stage >= 1),
    looked_at TIMESTAMP WITH TIME ZONE NOT NULL,
    figures JSONB NOT NULL,
    PRIMARY KEY (rollout_id, compared_since, stage)
);
