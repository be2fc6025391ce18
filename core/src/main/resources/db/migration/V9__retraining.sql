-- Why a model is to be trained anew, and what came of it. Rows are only ever added.
CREATE TABLE retraining_triggers (
    id UUID PRIMARY KEY,
    model_name VARCHAR(100) NOT NULL,
    version VARCHAR(20) NOT NULL,
    since TIMESTAMP WITH TIME ZONE NOT NULL,
    triggered_at TIMESTAMP WITH TIME ZONE NOT NULL,
    reason TEXT NOT NULL,
    evidence JSONB NOT NULL,
    state VARCHAR(20) NOT NULL CHECK (state IN ('started', 'joined', 'cooling_down')),
    note TEXT NOT NULL,
    job_id UUID REFERENCES training_jobs(id),
    created_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now()
);

CREATE INDEX idx_retraining_model ON retraining_triggers(model_name, triggered_at DESC);
