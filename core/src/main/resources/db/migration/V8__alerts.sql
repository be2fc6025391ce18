-- Each time that an alert fired. Rows stay.
CREATE TABLE alert_incidents (
    id UUID PRIMARY KEY,
    fingerprint CHAR(32) NOT NULL,
    rule VARCHAR(100) NOT NULL,
    labels JSONB NOT NULL,
    severity VARCHAR(10) NOT NULL CHECK (severity IN ('info', 'warning', 'critical')),
    condition TEXT NOT NULL,
    value TEXT NOT NULL,
    fired_at TIMESTAMP WITH TIME ZONE NOT NULL,
    resolved_at TIMESTAMP WITH TIME ZONE,
    last_value TEXT
);

CREATE INDEX idx_alert_incidents_fired ON alert_incidents(fired_at DESC);

-- Where each alert stands: one row for a rule and what its readings are about.
CREATE TABLE alerts (
    fingerprint CHAR(32) PRIMARY KEY,
    rule VARCHAR(100) NOT NULL,
    labels JSONB NOT NULL,
    severity VARCHAR(10) NOT NULL CHECK (severity IN ('info', 'warning', 'critical')),
    phase VARCHAR(10) NOT NULL CHECK (phase IN ('pending', 'firing', 'resolved')),
    since TIMESTAMP WITH TIME ZONE NOT NULL,
    observed_at TIMESTAMP WITH TIME ZONE NOT NULL,
    value TEXT NOT NULL,
    incident_id UUID REFERENCES alert_incidents(id),
    fired_at TIMESTAMP WITH TIME ZONE,
    quiet_since TIMESTAMP WITH TIME ZONE,
    told TEXT[] NOT NULL DEFAULT '{}',
    told_at TIMESTAMP WITH TIME ZONE,
    escalated_at TIMESTAMP WITH TIME ZONE,
    CHECK ((phase = 'pending') = (incident_id IS NULL)),
    CHECK ((incident_id IS NULL) = (fired_at IS NULL))
);

-- Everything that is or was to be told, in order, and what came of it. Rows stay.
CREATE TABLE alert_notifications (
    id UUID PRIMARY KEY,
    number BIGINT GENERATED ALWAYS AS IDENTITY,
    incident_id UUID REFERENCES alert_incidents(id),
    fingerprint CHAR(32) NOT NULL,
    rule VARCHAR(100) NOT NULL,
    channel VARCHAR(20) NOT NULL,
    kind VARCHAR(10) NOT NULL
        CHECK (kind IN ('fired', 'reminder', 'escalated', 'resolved', 'test')),
    content JSONB NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    state VARCHAR(10) NOT NULL CHECK (state IN ('waiting', 'delivered', 'failed')),
    attempts INTEGER NOT NULL DEFAULT 0,
    due_at TIMESTAMP WITH TIME ZONE NOT NULL,
    delivered_at TIMESTAMP WITH TIME ZONE,
    last_error TEXT
);

CREATE INDEX idx_alert_notifications_waiting
    ON alert_notifications(channel, fingerprint, number) WHERE state = 'waiting';
CREATE INDEX idx_alert_notifications_created ON alert_notifications(created_at DESC);
CREATE INDEX idx_alert_notifications_incident ON alert_notifications(incident_id);

-- Silences that somebody asked for; those of the file are not here. The rule '*' is every rule.
CREATE TABLE alert_silences (
    id UUID PRIMARY KEY,
    rule VARCHAR(100) NOT NULL,
    from_at TIMESTAMP WITH TIME ZONE NOT NULL,
    until_at TIMESTAMP WITH TIME ZONE NOT NULL,
    reason TEXT,
    created_by VARCHAR(100) NOT NULL
);

CREATE INDEX idx_alert_silences_until ON alert_silences(until_at);

-- What the last look at each rule showed: whether there is data at all.
CREATE TABLE alert_checks (
    rule VARCHAR(100) PRIMARY KEY,
    checked_at TIMESTAMP WITH TIME ZONE NOT NULL,
    outcome VARCHAR(10) NOT NULL CHECK (outcome IN ('holds', 'quiet', 'no_data', 'unknown')),
    detail TEXT NOT NULL
);

-- Who evaluates. Its one row is taken anew with every evaluation, in the same transaction.
CREATE TABLE alert_evaluator (
    one BOOLEAN PRIMARY KEY DEFAULT true CHECK (one),
    holder VARCHAR(200),
    renewed_at TIMESTAMP WITH TIME ZONE NOT NULL
);

INSERT INTO alert_evaluator (holder, renewed_at) VALUES (NULL, '-infinity');
