package com.ytempire.ml.api.contract;

import com.ytempire.ml.api.ingest.EventsInMemory;
import com.ytempire.ml.api.retraining.MadeUpRetraining;
import com.ytempire.ml.api.security.Scopes;
import com.ytempire.ml.api.testing.Answer;
import com.ytempire.ml.api.testing.Printed;
import com.ytempire.ml.api.testing.ServiceClient;
import com.ytempire.ml.api.testing.ServiceUnderTest;
import com.ytempire.ml.api.trend.ModelInMemory;
import com.ytempire.ml.core.feature.EntityKey;
import com.ytempire.ml.core.feature.FeatureSchema;
import com.ytempire.ml.core.feature.FeatureWrite;
import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.model.ModelStatus;
import com.ytempire.ml.core.model.ModelVersion;
import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.core.store.ModelRegistry;
import com.ytempire.ml.core.store.OnlineFeatureStore;
import com.ytempire.ml.core.store.PredictionFeedback;
import com.ytempire.ml.core.store.PredictionLog;
import com.ytempire.ml.core.store.memory.InMemoryPredictionFeedback;
import com.ytempire.ml.core.store.memory.InMemoryPredictionLog;
import com.ytempire.ml.features.plan.FeaturePlan;
import com.ytempire.ml.inference.engine.EngineSettings;
import com.ytempire.ml.inference.engine.ModelEngines;
import com.ytempire.ml.inference.engine.SharedModelEngines;
import com.ytempire.ml.inference.model.ModelFolder;
import com.ytempire.ml.inference.model.ModelLoadException;
import com.ytempire.ml.inference.testing.TinyModels;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

/** The one service that the tests of the contract call, since they leave traces in its stores. */
final class ContractService {
  private static final AtomicReference<ServiceUnderTest> STARTED = new AtomicReference<>();

  private static final AtomicReference<String> KNOWN_JOB = new AtomicReference<>("");

  /** A model of tensors, which the inference protocol runs. */
  private static final ModelRef TENSORS = new ModelRef("tensors", "1.0.0");

  private ContractService() {}

  static synchronized ServiceUnderTest get() {
    if (STARTED.get() == null) {
      var predictions = new InMemoryPredictionLog();
      var engines = engines();
      // A busy machine must not make answers late: that is tested elsewhere.
      ServiceUnderTest service =
          ServiceUnderTest.start(
              Map.of("MODEL_DEFAULT_TIMEOUT_MS", "20000"),
              options ->
                  ModelInMemory.in(EventsInMemory.in(options))
                      .with(ModelEngines.class, engines)
                      .with(PredictionLog.class, predictions)
                      .with(PredictionFeedback.class, new InMemoryPredictionFeedback(predictions)));
      STARTED.set(service);
      fill(service);
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(
                  () -> {
                    service.close();
                    engines.close();
                  },
                  "end-of-contract-service"));
    }
    return STARTED.get();
  }

  /** Values of parameters that the service knows. */
  static Map<String, String> known() {
    return Map.of(
        "model_id",
        "trend_predictor_v1.2.3",
        "model_type",
        "trend_predictor",
        "job_id",
        KNOWN_JOB.get(),
        "trigger_id",
        MadeUpRetraining.ID.toString(),
        "model_name",
        TENSORS.name(),
        "model_version",
        TENSORS.version(),
        "entity_type",
        EntityKey.TOPIC,
        "entity_id",
        "twitter|robots");
  }

  private static SharedModelEngines engines() {
    try {
      ModelFolder folder =
          TinyModels.sum(Files.createTempDirectory(Path.of("target"), "contract"), TENSORS, 1);
      return new SharedModelEngines(
          EngineSettings.of(PlatformSettings.from(Map.of()), Map.of()),
          ref -> {
            if (ref.equals(TENSORS)) {
              return folder;
            }
            throw new ModelLoadException("there is no " + ref);
          },
          Clock.systemUTC());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ModelVersion version(ModelRef ref, String type) {
    return new ModelVersion(
        UUID.randomUUID(),
        ref,
        type,
        ModelStatus.INACTIVE,
        "nowhere",
        null,
        null,
        null,
        Instant.now(),
        null,
        null,
        null);
  }

  private static void fill(ServiceUnderTest service) {
    ModelRegistry registry = service.part(ModelRegistry.class);
    registry.register(version(new ModelRef("trend_predictor", "1.2.3"), "trend_prediction"));
    registry.register(version(TENSORS, "tabular"));
    registry.activate(TENSORS);
    // Loaded from here on.
    service
        .as("predict")
        .at(service.address().resolve("/v2").toString())
        .post(
            "/models/%s/infer".formatted(TENSORS.name()),
            """
            {"inputs":[{"name":"features","shape":[1,2],"datatype":"FP32","data":[1.5,2]}]}""");
    FeatureSchema schema = service.part(FeaturePlan.class).topicSchema();
    double[] numbers = new double[schema.numberCount()];
    Arrays.fill(numbers, 0.5);
    numbers[0] = Double.NaN;
    service
        .part(OnlineFeatureStore.class)
        .write(
            schema,
            List.of(
                new FeatureWrite(
                    new EntityKey(EntityKey.TOPIC, "twitter|robots"),
                    "event",
                    Instant.now(),
                    Instant.now(),
                    numbers,
                    new float[0][])));
    MadeUpRetraining.put(service, new ModelRef("trend_predictor", "1.2.3"));
    Answer started =
        service.as("train").post("/train/trend_predictor", Printed.text("train-request.json"));
    KNOWN_JOB.set(started.json().path("job_id").asText());
  }

  /** Somebody without credentials, to whom paths are given as they are described. */
  static ServiceClient anybody() {
    return get().anybody().at(get().address().resolve("/").toString().replaceAll("/$", ""));
  }

  /** Somebody who may do everything. */
  static ServiceClient everybody() {
    return anybody().as(Scopes.ALL.toArray(String[]::new));
  }
}
