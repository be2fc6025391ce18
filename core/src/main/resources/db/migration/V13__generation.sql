-- Calls that make something, one row for each key: a repeated call is answered by what was made.
CREATE TABLE generation_calls (
    call_key VARCHAR(200) PRIMARY KEY,
    kind VARCHAR(30) NOT NULL,
    owner VARCHAR(200) NOT NULL,
    claimed_at TIMESTAMP WITH TIME ZONE NOT NULL,
    lease_until TIMESTAMP WITH TIME ZONE NOT NULL,
    made_at TIMESTAMP WITH TIME ZONE,
    artefact BYTEA,
    provider VARCHAR(50),
    model VARCHAR(200),
    usage JSONB,
    cost NUMERIC(14, 6),
    CHECK ((made_at IS NULL) = (artefact IS NULL))
);

CREATE INDEX idx_generation_calls_made ON generation_calls(made_at);

-- What each call to a provider that charges costs or may cost, in US dollars. Rows stay.
CREATE TABLE generation_charges (
    id UUID PRIMARY KEY,
    call_key VARCHAR(200) NOT NULL,
    kind VARCHAR(30) NOT NULL,
    provider VARCHAR(50) NOT NULL,
    model VARCHAR(200) NOT NULL,
    api_key VARCHAR(100),
    video VARCHAR(100),
    channel VARCHAR(100),
    state VARCHAR(10) NOT NULL CHECK (state IN ('begun', 'settled', 'uncertain', 'released')),
    cost NUMERIC(14, 6) NOT NULL CHECK (cost >= 0),
    begun_at TIMESTAMP WITH TIME ZONE NOT NULL,
    ended_at TIMESTAMP WITH TIME ZONE
);

CREATE INDEX idx_generation_charges_begun ON generation_charges(begun_at);
CREATE INDEX idx_generation_charges_call ON generation_charges(call_key);
CREATE INDEX idx_generation_charges_video ON generation_charges(video) WHERE video IS NOT NULL;
