-- What was said of each column of a version's data in each window and slice. What is no number is NaN.
CREATE TABLE drift_verdicts (
    model_name VARCHAR(100) NOT NULL,
    version VARCHAR(20) NOT NULL,
    slice VARCHAR(200) NOT NULL,
    window_kind VARCHAR(10) NOT NULL CHECK (window_kind IN ('tumbling', 'sliding')),
    window_start TIMESTAMP WITH TIME ZONE NOT NULL,
    window_end TIMESTAMP WITH TIME ZONE NOT NULL,
    kind VARCHAR(30) NOT NULL,
    feature VARCHAR(200) NOT NULL,
    window_verdict VARCHAR(20) NOT NULL,
    verdict VARCHAR(20) NOT NULL CHECK (verdict IN ('stable', 'drift', 'too_few', 'no_reference')),
    test VARCHAR(30) NOT NULL,
    statistic DOUBLE PRECISION NOT NULL,
    threshold DOUBLE PRECISION NOT NULL,
    p_value DOUBLE PRECISION NOT NULL,
    p_corrected DOUBLE PRECISION NOT NULL,
    p_discovery DOUBLE PRECISION NOT NULL,
    significance DOUBLE PRECISION NOT NULL,
    false_alarms_per_day DOUBLE PRECISION NOT NULL,
    reference_size DOUBLE PRECISION NOT NULL,
    current_size INTEGER NOT NULL,
    error_bound DOUBLE PRECISION NOT NULL,
    reference_mean DOUBLE PRECISION NOT NULL,
    current_mean DOUBLE PRECISION NOT NULL,
    shape VARCHAR(20) NOT NULL,
    reason TEXT NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
    PRIMARY KEY (model_name, version, slice, window_kind, window_end, kind, feature)
);

CREATE INDEX idx_drift_verdicts_time ON drift_verdicts(model_name, window_end DESC);
