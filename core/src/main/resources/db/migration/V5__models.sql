-- Candidates on their way into traffic: at most one running canary and one running shadow per model.
CREATE TABLE model_rollouts (
    id UUID PRIMARY KEY,
    model_name VARCHAR(100) NOT NULL,
    version VARCHAR(20) NOT NULL,
    kind VARCHAR(10) NOT NULL CHECK (kind IN ('canary', 'shadow')),
    percentage INTEGER NOT NULL CHECK (percentage BETWEEN 1 AND 100),
    state VARCHAR(20) NOT NULL CHECK (state IN ('running', 'promoted', 'rolled_back', 'stopped')),
    started_at TIMESTAMP WITH TIME ZONE NOT NULL,
    ended_at TIMESTAMP WITH TIME ZONE,
    reason TEXT,
    started_by VARCHAR(100) NOT NULL,
    FOREIGN KEY (model_name, version) REFERENCES ml_models(model_name, version)
);

CREATE UNIQUE INDEX idx_model_rollouts_one_running ON model_rollouts(model_name, kind)
    WHERE state = 'running';
CREATE INDEX idx_model_rollouts_model ON model_rollouts(model_name, started_at DESC);

-- Requests that got no answer, counted together for a moment. The id makes a repeated write harmless.
CREATE TABLE model_request_failures (
    id UUID PRIMARY KEY,
    model_name VARCHAR(100) NOT NULL,
    version VARCHAR(20) NOT NULL,
    variant VARCHAR(10) NOT NULL,
    failures INTEGER NOT NULL CHECK (failures >= 1),
    created_at TIMESTAMP WITH TIME ZONE NOT NULL
);

CREATE INDEX idx_model_request_failures_model
    ON model_request_failures(model_name, version, created_at);

-- What a version did in a period.
CREATE INDEX idx_predictions_model_created ON model_predictions(model_id, created_at);

-- One job for one key of one caller, however often the call is repeated.
CREATE UNIQUE INDEX idx_training_idempotency
    ON training_jobs(created_by, (metadata->>'idempotency_key'))
    WHERE metadata->>'idempotency_key' IS NOT NULL;
