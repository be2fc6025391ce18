-- Keys of programs that call the service. Of a secret only its SHA-256 is kept.
CREATE TABLE api_keys (
    id VARCHAR(16) PRIMARY KEY,
    name VARCHAR(100) NOT NULL,
    secret_hash CHAR(64) NOT NULL,
    scopes TEXT[] NOT NULL,
    requests_per_minute INTEGER CHECK (requests_per_minute >= 1),
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    created_by VARCHAR(100),
    expires_at TIMESTAMP WITH TIME ZONE,
    revoked_at TIMESTAMP WITH TIME ZONE,
    last_used_at TIMESTAMP WITH TIME ZONE
);

-- What administrators did, or were refused. Rows are only ever added.
CREATE TABLE audit_log (
    id UUID PRIMARY KEY,
    occurred_at TIMESTAMP WITH TIME ZONE NOT NULL,
    actor VARCHAR(200) NOT NULL,
    action VARCHAR(200) NOT NULL,
    target VARCHAR(500) NOT NULL,
    outcome VARCHAR(20) NOT NULL,
    status INTEGER NOT NULL,
    request_id VARCHAR(100) NOT NULL,
    address VARCHAR(64) NOT NULL
);

CREATE INDEX idx_audit_log_occurred ON audit_log(occurred_at DESC, id DESC);
