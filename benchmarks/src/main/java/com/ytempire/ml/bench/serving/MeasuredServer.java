package com.ytempire.ml.bench.serving;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.ytempire.ml.api.app.ServiceOptions;
import com.ytempire.ml.api.app.ServingService;
import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.core.store.FeatureRegistry.Registered;
import com.ytempire.ml.core.store.postgres.DatabaseSchema;
import com.ytempire.ml.core.store.postgres.PostgresConnections;
import com.ytempire.ml.core.store.postgres.PostgresFeatureRegistry;
import com.ytempire.ml.core.store.postgres.PostgresModelRegistry;
import com.ytempire.ml.features.plan.FeaturePlan;
import com.ytempire.ml.inference.engine.EngineSettings;
import com.ytempire.ml.local.input.PlayOptions;
import com.ytempire.ml.local.run.FeatureRun;
import com.ytempire.ml.local.run.RunOptions;
import com.ytempire.ml.local.server.CacheFolders;
import com.ytempire.ml.local.server.LocalStack;
import com.ytempire.ml.local.server.StackOptions;
import com.ytempire.ml.local.server.StackPorts;
import com.ytempire.ml.local.server.StackProgress;
import com.ytempire.ml.local.synthetic.SyntheticStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The process that is measured: the embedded servers and the service, with feature values to read.
 * It speaks with the benchmark by lines: tells {@code READY address token redis} once, starts the
 * feature job beside the synthetic stream when it reads {@code stream}, and ends when its input
 * does.
 */
public final class MeasuredServer {
  /** First word of the line that says that the server is ready. */
  static final String READY = "READY";

  /** The line that asks for the feature job and its stream. */
  static final String STREAM = "stream";

  private static final String SECRET = "the secret of a server that lives for one benchmark";
  private static final String AUDIENCE = "benchmark";
  private static final int PARALLELISM = 2;

  private MeasuredServer() {}

  /**
   * @param args the data folder, the folder with the shipped configuration, and the stream's seed
   */
  public static void main(String[] args) throws Exception {
    Path data = Path.of(args[0]);
    Path config = Path.of(args[1]);
    long seed = Long.parseLong(args[2]);
    Path features =
        Files.writeString(data.resolve("measured.yaml"), MeasuredData.definitions(config));
    var options =
        new StackOptions(
            data,
            CacheFolders.programs(System.getenv()),
            StackPorts.free(),
            Map.of(),
            CacheFolders.vector(System.getenv()));
    try (LocalStack stack = LocalStack.start(options, StackProgress.SILENT)) {
      Map<String, String> variables = new HashMap<>(stack.connections().variables());
      variables.put("JWT_SECRET", SECRET);
      variables.put("JWT_AUDIENCE", AUDIENCE);
      variables.put("RATE_LIMIT_PER_MINUTE", "0");
      variables.put("MODEL_REGISTRY_PATH", data.resolve("registry").toString());
      variables.put("MODEL_CACHE_DIR", data.resolve("models").toString());
      variables.put("PREDICTION_JOURNAL_DIR", data.resolve("journal").toString());
      PlatformSettings settings = PlatformSettings.from(variables);
      FeaturePlan plan = prepare(settings, FeaturePlan.load(features));
      EngineSettings engines = EngineSettings.of(settings, Map.of());
      try (ServingService service =
          ServingService.start(
              ServiceOptions.of(settings, plan, engines)
                  .onPorts(0, -1)
                  .with(TrivialRoutes.Wanted.class, new TrivialRoutes.Wanted()))) {
        MeasuredData.fill(service, plan, engines);
        System.out.println(
            String.join(
                " ",
                READY,
                service.address().toString(),
                token(),
                variables.getOrDefault("REDIS_URL", "")));
        serve(stack, features, seed);
      }
    }
  }

  /** Brings the database to its schema, makes a model active and the features known. */
  private static FeaturePlan prepare(PlatformSettings settings, FeaturePlan plan)
      throws IOException {
    try (var connections = PostgresConnections.pool(settings.database(), 2)) {
      var unused = DatabaseSchema.migrate(connections);
      var models = new PostgresModelRegistry(connections, Clock.systemUTC());
      MeasuredData.activateModel(settings, models, Clock.systemUTC());
      var known =
          new PostgresFeatureRegistry(connections, Clock.systemUTC())
              .register(plan.registrations());
      return plan.withVersions(
          known.stream()
              .collect(
                  Collectors.toMap(feature -> feature.definition().name(), Registered::version)));
    }
  }

  private static String token() throws JOSEException {
    Instant now = Instant.now();
    var claims =
        new JWTClaimsSet.Builder()
            .subject("benchmark")
            .audience(AUDIENCE)
            .claim("scope", "predict read ingest")
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plus(Duration.ofHours(6))))
            .build();
    var token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
    token.sign(new MACSigner(SECRET));
    return token.serialize();
  }

  private static void serve(LocalStack stack, Path features, long seed) throws Exception {
    Thread stream = null;
    var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.equals(STREAM) && stream == null) {
        stream = new Thread(() -> run(stack, features, seed), "measured-stream");
        stream.start();
      }
    }
    if (stream != null) {
      stream.interrupt();
      stream.join(20_000);
    }
  }

  private static void run(LocalStack stack, Path features, long seed) {
    var options =
        new RunOptions(
            features,
            Map.of(),
            SyntheticStream.endless(seed),
            PlayOptions.defaults().withSpeed(SyntheticStream.SPEED),
            false,
            Optional.empty(),
            false,
            false,
            PARALLELISM);
    var silent = new PrintWriter(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    try {
      new FeatureRun(stack, options, System.getenv(), silent, Clock.systemUTC()).run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      System.err.println("the feature job ended: " + e);
    }
  }
}
