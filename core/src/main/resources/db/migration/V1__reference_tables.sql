-- The reference's tables (8.2.1), unchanged.

CREATE TABLE ml_models (
    id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
    model_name VARCHAR(100) NOT NULL,
    model_type VARCHAR(50) NOT NULL,
    version VARCHAR(20) NOT NULL,
    status VARCHAR(20) DEFAULT 'inactive',
    accuracy DECIMAL(5,4),
    f1_score DECIMAL(5,4),
    model_path TEXT NOT NULL,
    config JSONB,
    hyperparameters JSONB,
    training_data_version VARCHAR(50),
    created_at TIMESTAMP WITH TIME ZONE DEFAULT CURRENT_TIMESTAMP,
    deployed_at TIMESTAMP WITH TIME ZONE,
    deprecated_at TIMESTAMP WITH TIME ZONE,
    created_by VARCHAR(100),
    metadata JSONB DEFAULT '{}'::jsonb,
    UNIQUE(model_name, version)
);

CREATE INDEX idx_ml_models_status ON ml_models(status);
CREATE INDEX idx_ml_models_type ON ml_models(model_type);
CREATE INDEX idx_ml_models_deployed ON ml_models(deployed_at DESC);

CREATE TABLE model_predictions (
    id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
    model_id UUID REFERENCES ml_models(id),
    prediction_type VARCHAR(50) NOT NULL,
    input_data JSONB NOT NULL,
    prediction JSONB NOT NULL,
    confidence DECIMAL(5,4),
    latency_ms INTEGER,
    cost DECIMAL(10,4),
    actual_outcome JSONB,
    feedback_score DECIMAL(3,2),
    created_at TIMESTAMP WITH TIME ZONE DEFAULT CURRENT_TIMESTAMP,
    metadata JSONB DEFAULT '{}'::jsonb
);

CREATE INDEX idx_predictions_model ON model_predictions(model_id);
CREATE INDEX idx_predictions_type ON model_predictions(prediction_type);
CREATE INDEX idx_predictions_created ON model_predictions(created_at DESC);
CREATE INDEX idx_predictions_confidence ON model_predictions(confidence);

CREATE TABLE training_jobs (
    id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
    job_name VARCHAR(200) NOT NULL,
    model_type VARCHAR(50) NOT NULL,
    status VARCHAR(20) DEFAULT 'pending',
    dataset_path TEXT NOT NULL,
    hyperparameters JSONB,
    metrics JSONB,
    best_metric DECIMAL(5,4),
    started_at TIMESTAMP WITH TIME ZONE,
    completed_at TIMESTAMP WITH TIME ZONE,
    duration_seconds INTEGER,
    error_message TEXT,
    artifacts JSONB,
    created_by VARCHAR(100),
    created_at TIMESTAMP WITH TIME ZONE DEFAULT CURRENT_TIMESTAMP,
    metadata JSONB DEFAULT '{}'::jsonb
);

CREATE INDEX idx_training_status ON training_jobs(status);
CREATE INDEX idx_training_created ON training_jobs(created_at DESC);

CREATE TABLE feature_store (
    id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
    entity_id VARCHAR(255) NOT NULL,
    entity_type VARCHAR(50) NOT NULL,
    feature_name VARCHAR(100) NOT NULL,
    feature_value JSONB NOT NULL,
    feature_version INTEGER DEFAULT 1,
    computed_at TIMESTAMP WITH TIME ZONE DEFAULT CURRENT_TIMESTAMP,
    ttl_seconds INTEGER DEFAULT 86400,
    metadata JSONB DEFAULT '{}'::jsonb,
    UNIQUE(entity_id, entity_type, feature_name, feature_version)
);

CREATE INDEX idx_features_entity ON feature_store(entity_id, entity_type);
CREATE INDEX idx_features_name ON feature_store(feature_name);
CREATE INDEX idx_features_computed ON feature_store(computed_at DESC);

CREATE TABLE model_performance_metrics (
    id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
    model_id UUID REFERENCES ml_models(id),
    metric_date DATE NOT NULL,
    predictions_count INTEGER DEFAULT 0,
    accuracy DECIMAL(5,4),
    precision_score DECIMAL(5,4),
    recall_score DECIMAL(5,4),
    f1_score DECIMAL(5,4),
    latency_p50_ms INTEGER,
    latency_p95_ms INTEGER,
    latency_p99_ms INTEGER,
    error_count INTEGER DEFAULT 0,
    error_rate DECIMAL(5,4),
    cost_total DECIMAL(10,4),
    drift_score DECIMAL(5,4),
    created_at TIMESTAMP WITH TIME ZONE DEFAULT CURRENT_TIMESTAMP,
    UNIQUE(model_id, metric_date)
);

CREATE INDEX idx_model_metrics_date ON model_performance_metrics(metric_date DESC);
CREATE INDEX idx_model_metrics_model ON model_performance_metrics(model_id);
