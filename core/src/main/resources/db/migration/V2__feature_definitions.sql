-- Every definition that a feature ever had. A changed definition gets the next version, one that
-- comes back gets the version it had, so that values of different definitions never mix.
CREATE TABLE feature_definitions (
    name VARCHAR(100) NOT NULL,
    version INTEGER NOT NULL CHECK (version >= 1),
    feature_group VARCHAR(50) NOT NULL,
    definition TEXT NOT NULL,
    definition_hash CHAR(64) NOT NULL,
    first_seen TIMESTAMP WITH TIME ZONE NOT NULL,
    last_seen TIMESTAMP WITH TIME ZONE NOT NULL,
    PRIMARY KEY (name, version),
    UNIQUE (name, definition_hash)
);
