package com.ytempire.ml.inference.operator.sql;

import com.ytempire.ml.inference.operator.sql.ModelSource.FoundModel;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.table.api.ValidationException;

/** The provider over engines that a test wrote, found in this process by the model's name. */
public final class ScriptedModelProviderFactory extends YtempireModelProviderFactory {
  private static final Map<String, ScriptedEngines> MODELS = new ConcurrentHashMap<>();

  public ScriptedModelProviderFactory() {
    super(ScriptedModelProviderFactory::find);
  }

  static void serve(ScriptedEngines engines) {
    MODELS.put(engines.manifest().ref().name(), engines);
  }

  private static FoundModel find(ReadableConfig options) {
    String name = options.get(SqlModelOptions.MODEL);
    ScriptedEngines engines = MODELS.get(name);
    if (engines == null) {
      throw new ValidationException("no model " + name);
    }
    return new FoundModel(engines.manifest(), () -> MODELS.get(name), Duration.ofSeconds(20));
  }

  @Override
  public String factoryIdentifier() {
    return "scripted";
  }
}
