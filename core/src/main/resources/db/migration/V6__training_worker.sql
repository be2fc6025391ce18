-- Who runs a training is kept in its metadata: worker, attempt, heartbeat_at, lost_workers and
-- cancel_requested. Nothing ran trainings before.
UPDATE training_jobs SET status = 'pending', started_at = NULL WHERE status = 'running';

-- One at a time of each model, whatever writes the table.
CREATE UNIQUE INDEX idx_training_one_running ON training_jobs(model_type) WHERE status = 'running';
