-- At most one version of a model is active, whatever writes the table. Of several that are, the one
-- that was deployed last stays.
UPDATE ml_models SET status = 'inactive'
WHERE status = 'active' AND id NOT IN (
    SELECT DISTINCT ON (model_name) id FROM ml_models WHERE status = 'active'
    ORDER BY model_name, deployed_at DESC NULLS LAST, created_at DESC, id);

CREATE UNIQUE INDEX idx_ml_models_one_active ON ml_models(model_name) WHERE status = 'active';
