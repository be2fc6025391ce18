package com.ytempire.ml.core.settings;

import java.io.Serializable;
import java.util.Map;

/**
 * Everything the feature platform takes from its environment. Variables that are absent or blank
 * take their defaults.
 *
 * @param application the process as a whole
 * @param database Postgres
 * @param redis Redis
 * @param kafka Kafka
 * @param objects S3
 * @param features the feature store
 * @param models models and their repository
 * @param gpu accelerators
 */
public record PlatformSettings(
    ApplicationSettings application,
    DatabaseSettings database,
    RedisSettings redis,
    KafkaSettings kafka,
    ObjectStoreSettings objects,
    FeatureStoreSettings features,
    ModelSettings models,
    GpuSettings gpu)
    implements Serializable {

  /**
   * Reads the settings from variables such as {@code System.getenv()}.
   *
   * @throws SettingsException naming every wrong variable at once
   */
  public static PlatformSettings from(Map<String, String> environment) {
    var variables = new Variables(environment);
    var settings =
        new PlatformSettings(
            ApplicationSettings.from(variables),
            DatabaseSettings.from(variables),
            RedisSettings.from(variables),
            KafkaSettings.from(variables),
            ObjectStoreSettings.from(variables),
            FeatureStoreSettings.from(variables),
            ModelSettings.from(variables),
            GpuSettings.from(variables));
    variables.requireNoProblems();
    return settings;
  }
}
