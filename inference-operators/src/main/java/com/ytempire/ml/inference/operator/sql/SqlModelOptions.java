package com.ytempire.ml.inference.operator.sql;

import java.time.Duration;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;

/** What may stand in the {@code WITH} clause of a model of this provider. */
public final class SqlModelOptions {
  /** Name of the model. */
  public static final ConfigOption<String> MODEL =
      ConfigOptions.key("model")
          .stringType()
          .noDefaultValue()
          .withDescription("Name of the model, such as trend_predictor.");

  /** Version; without it the one that is active when the query is planned. */
  public static final ConfigOption<String> VERSION =
      ConfigOptions.key("version")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Version of the model. Without it, the version that the registry says is active when"
                  + " the query is planned; a running query keeps it.");

  /** Model repository, in the place of {@code MODEL_REGISTRY_PATH}. */
  public static final ConfigOption<String> REGISTRY_PATH =
      ConfigOptions.key("registry-path")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Model repository: s3://bucket/prefix, file:///folder or a folder. Default: the"
                  + " environment's MODEL_REGISTRY_PATH.");

  /** Postgres of the model registry, in the place of {@code DATABASE_URL}. */
  public static final ConfigOption<String> DATABASE_URL =
      ConfigOptions.key("database-url")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Postgres that knows which version is active: postgresql://user:password@host:port/"
                  + "database. Not asked when 'version' is given. Default, and better where others"
                  + " see the statements: the environment's DATABASE_URL.");

  /** How models are run, beside what the environment says. */
  public static final ConfigOption<String> MODELS_FILE =
      ConfigOptions.key("models-file")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "A models.yaml, read where the query is planned. With the file of the other jobs of a"
                  + " cluster, models are loaded once for all. Default: none.");

  /** Longest time that a row waits for its run. */
  public static final ConfigOption<Duration> TIMEOUT =
      ConfigOptions.key("timeout")
          .durationType()
          .noDefaultValue()
          .withDescription(
              "Longest time that a row waits for its run. Default: the model's in 'models-file',"
                  + " else the environment's MODEL_DEFAULT_TIMEOUT_MS.");

  /** What a row becomes that the model cannot answer. */
  public static final ConfigOption<OnFailure> ON_FAILURE =
      ConfigOptions.key("on-failure")
          .enumType(OnFailure.class)
          .defaultValue(OnFailure.FAIL)
          .withDescription(
              "What happens when the model cannot answer a row: 'fail' fails the query, 'null' gives"
                  + " NULL in every output column.");

  /** What a row becomes that the model cannot answer. */
  public enum OnFailure {
    /** The query fails. */
    FAIL,
    /** Every output column is NULL, and {@code modelFailures} counts it. */
    NULL
  }

  private SqlModelOptions() {}
}
