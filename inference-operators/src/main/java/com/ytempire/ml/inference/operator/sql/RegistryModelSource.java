package com.ytempire.ml.inference.operator.sql;

import com.ytempire.ml.core.config.ConfigFileException;
import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.model.ModelVersion;
import com.ytempire.ml.core.settings.DatabaseSettings;
import com.ytempire.ml.core.settings.InferenceSettings;
import com.ytempire.ml.core.settings.ModelsFile;
import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.core.settings.SettingsException;
import com.ytempire.ml.core.store.StoreUnavailableException;
import com.ytempire.ml.core.store.postgres.PostgresConnections;
import com.ytempire.ml.core.store.postgres.PostgresModelRegistry;
import com.ytempire.ml.inference.engine.EngineSettings;
import com.ytempire.ml.inference.engine.SharedModelEngines;
import com.ytempire.ml.inference.model.ModelLoadException;
import com.ytempire.ml.inference.model.ModelManifest;
import com.ytempire.ml.inference.repository.ModelRepository;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.table.api.ValidationException;

/**
 * Models of the platform: their files in the model repository, the active versions in Postgres,
 * both as the environment of the process that plans the query says. Where the query runs, the
 * engines of that process are shared with all others of the same settings.
 */
final class RegistryModelSource implements ModelSource {
  private final Supplier<Map<String, String>> environment;

  RegistryModelSource() {
    this(System::getenv);
  }

  RegistryModelSource(Supplier<Map<String, String>> environment) {
    this.environment = environment;
  }

  @Override
  public FoundModel find(ReadableConfig options) {
    try {
      PlatformSettings platform = platform(options);
      ModelRef ref = ref(options, platform.database());
      EngineSettings engines = EngineSettings.of(platform, models(options));
      return new FoundModel(
          manifest(ref, platform),
          SharedModelEngines.provider(engines),
          engines.timeout(ref.name()));
    } catch (ConfigFileException
        | SettingsException
        | ModelLoadException
        | StoreUnavailableException e) {
      throw new ValidationException(e.getMessage(), e);
    } catch (IllegalArgumentException e) {
      throw new ValidationException(
          "model '%s': %s".formatted(options.get(SqlModelOptions.MODEL), e.getMessage()), e);
    }
  }

  private static Map<String, InferenceSettings> models(ReadableConfig options) {
    Optional<String> file = options.getOptional(SqlModelOptions.MODELS_FILE);
    if (file.isEmpty()) {
      return Map.of();
    }
    try {
      return ModelsFile.load(Path.of(file.get()));
    } catch (IOException e) {
      throw new ValidationException(
          "'%s' = '%s' cannot be read: %s"
              .formatted(SqlModelOptions.MODELS_FILE.key(), file.get(), e),
          e);
    }
  }

  private PlatformSettings platform(ReadableConfig options) {
    Map<String, String> variables = new HashMap<>(environment.get());
    options
        .getOptional(SqlModelOptions.REGISTRY_PATH)
        .ifPresent(path -> variables.put("MODEL_REGISTRY_PATH", path));
    options
        .getOptional(SqlModelOptions.DATABASE_URL)
        .ifPresent(url -> variables.put("DATABASE_URL", url));
    return PlatformSettings.from(variables);
  }

  private static ModelRef ref(ReadableConfig options, DatabaseSettings database) {
    String name = options.get(SqlModelOptions.MODEL);
    Optional<String> version = options.getOptional(SqlModelOptions.VERSION);
    if (version.isPresent()) {
      return new ModelRef(name, version.get());
    }
    try (HikariDataSource connections = PostgresConnections.pool(database, 1)) {
      return new PostgresModelRegistry(connections, Clock.systemUTC())
          .active(name)
          .map(ModelVersion::ref)
          .orElseThrow(
              () ->
                  new ValidationException(
                      "model '%s' has no active version; activate one, or name one with 'version'"
                          .formatted(name)));
    }
  }

  private static ModelManifest manifest(ModelRef ref, PlatformSettings platform) {
    try (ModelRepository repository =
        ModelRepository.open(platform.models().registryPath(), platform.objects())) {
      return repository.manifest(ref);
    }
  }
}
