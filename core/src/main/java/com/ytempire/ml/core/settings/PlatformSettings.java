package com.ytempire.ml.core.settings;

import java.io.Serializable;
import java.util.Map;

/**
 * Everything the platform takes from its environment. Variables that are absent or blank take their
 * defaults; variables that are not the platform's are let alone.
 *
 * @param application the process as a whole
 * @param database Postgres
 * @param redis Redis
 * @param kafka Kafka
 * @param objects S3
 * @param features the feature store
 * @param models models and their repository
 * @param gpu accelerators
 * @param service the service
 * @param providers keys of services that others run
 * @param training training and its tracking
 * @param monitoring what is measured and where it goes
 * @param rollouts how versions come into traffic
 * @param alerts when people are told, and how
 * @param trend prediction of trends
 * @param script writing of scripts
 * @param voice speech
 * @param thumbnail pictures
 */
public record PlatformSettings(
    ApplicationSettings application,
    DatabaseSettings database,
    RedisSettings redis,
    KafkaSettings kafka,
    ObjectStoreSettings objects,
    FeatureStoreSettings features,
    ModelSettings models,
    GpuSettings gpu,
    ServiceSettings service,
    ProviderSettings providers,
    TrainingSettings training,
    MonitoringSettings monitoring,
    RolloutSettings rollouts,
    AlertSettings alerts,
    TrendSettings trend,
    ScriptSettings script,
    VoiceSettings voice,
    ThumbnailSettings thumbnail)
    implements Serializable {

  /**
   * Reads the settings from variables such as {@code System.getenv()}.
   *
   * @throws SettingsException naming every wrong variable at once
   */
  public static PlatformSettings from(Map<String, String> environment) {
    return read(new Variables(environment));
  }

  static PlatformSettings read(Variables variables) {
    var settings =
        new PlatformSettings(
            ApplicationSettings.from(variables),
            DatabaseSettings.from(variables),
            RedisSettings.from(variables),
            KafkaSettings.from(variables),
            ObjectStoreSettings.from(variables),
            FeatureStoreSettings.from(variables),
            ModelSettings.from(variables),
            GpuSettings.from(variables),
            ServiceSettings.from(variables),
            ProviderSettings.from(variables),
            TrainingSettings.from(variables),
            MonitoringSettings.from(variables),
            RolloutSettings.from(variables),
            AlertSettings.from(variables),
            TrendSettings.from(variables),
            ScriptSettings.from(variables),
            VoiceSettings.from(variables),
            ThumbnailSettings.from(variables));
    variables.requireNoProblems();
    return settings;
  }
}
