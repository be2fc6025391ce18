-- The reference beside the window in a few bins, for pictures: shares, never rows. None where there is no distribution.
ALTER TABLE drift_verdicts ADD COLUMN bins JSONB NOT NULL DEFAULT '[]';
