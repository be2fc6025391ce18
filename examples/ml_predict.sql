-- Scores every video that the feature job publishes, in Flink SQL: the model of the registry, asked
-- asynchronously, in the batches of all who ask it in the process.
--
-- ${...} are addresses of a running platform, as `./ytempire env` prints them. Without 'version' the
-- model is the one that is active when the query starts; a running query keeps its version.
--
-- Needs Flink 2.3 with this project's inference-operators, flink-connector-kafka and flink-json.

CREATE TABLE features (
  entity_type STRING,
  entity_id   STRING,
  event_id    STRING,
  event_time  TIMESTAMP_LTZ(3),
  inputs      ROW<
    `views`          BIGINT,
    likes            BIGINT,
    dislikes         BIGINT,
    comments         BIGINT,
    subscriber_count BIGINT,
    video_age_hours  DOUBLE,
    snapshot_index   BIGINT,
    prev_gap_hours   DOUBLE,
    delta_views      BIGINT,
    delta_likes      BIGINT,
    delta_comments   BIGINT>
) WITH (
  'connector' = 'kafka',
  'topic' = 'features',
  'properties.bootstrap.servers' = '${KAFKA_BOOTSTRAP_SERVERS}',
  'properties.isolation.level' = 'read_committed',
  'scan.startup.mode' = 'earliest-offset',
  'format' = 'json',
  'json.timestamp-format.standard' = 'ISO-8601'
);

CREATE VIEW videos AS
SELECT entity_id, event_id, event_time, inputs.*
FROM features
WHERE entity_type = 'video';

-- Input columns have the names of the model's features; a NULL is a value that is missing.
CREATE MODEL trend_predictor
INPUT (
  `views`          DOUBLE,
  likes            DOUBLE,
  dislikes         DOUBLE,
  comments         DOUBLE,
  subscriber_count DOUBLE,
  video_age_hours  DOUBLE,
  snapshot_index   DOUBLE,
  prev_gap_hours   DOUBLE,
  delta_views      DOUBLE,
  delta_likes      DOUBLE,
  delta_comments   DOUBLE)
OUTPUT (
  viral_probability DOUBLE,
  log_growth        DOUBLE,
  model_version     STRING)
WITH (
  'provider' = 'ytempire',
  'model' = 'trend_predictor',
  'registry-path' = '${MODEL_REGISTRY_PATH}',
  'database-url' = '${DATABASE_URL}',
  'on-failure' = 'null'
);

SELECT entity_id, event_time, `views`, viral_probability, log_growth, model_version
FROM ML_PREDICT(
  TABLE videos,
  MODEL trend_predictor,
  DESCRIPTOR(`views`, likes, dislikes, comments, subscriber_count, video_age_hours, snapshot_index,
             prev_gap_hours, delta_views, delta_likes, delta_comments),
  MAP['async', 'true', 'max-concurrent-operations', '128', 'timeout', '90 s']);
