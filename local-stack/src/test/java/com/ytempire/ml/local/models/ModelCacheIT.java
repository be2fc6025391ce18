package com.ytempire.ml.local.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.core.store.object.S3Folder;
import com.ytempire.ml.inference.model.Artifact;
import com.ytempire.ml.inference.model.ModelFolder;
import com.ytempire.ml.inference.model.ModelLoadException;
import com.ytempire.ml.inference.model.ModelManifest;
import com.ytempire.ml.inference.repository.ModelCache;
import com.ytempire.ml.inference.repository.ModelRepository;
import com.ytempire.ml.inference.testing.TinyModels;
import com.ytempire.ml.local.server.LocalStack;
import com.ytempire.ml.local.server.RunningStack;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The repository in the embedded S3, and the cache in several processes, one of them killed. */
@ExtendWith(RunningStack.class)
class ModelCacheIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int WEIGHTS = 8 << 20;
  private static final int SLACK = 512 << 10;

  @TempDir Path folder;

  private Map<String, String> variables(LocalStack stack, String registry) {
    Map<String, String> variables = new HashMap<>(stack.connections().variables());
    variables.put("MODEL_REGISTRY_PATH", registry);
    variables.put("MODEL_CACHE_DIR", folder.resolve("cache").toString());
    return variables;
  }

  private static ModelRepository repository(Map<String, String> variables) {
    var settings = PlatformSettings.from(variables);
    return ModelRepository.open(settings.models().registryPath(), settings.objects());
  }

  private Path made(ModelRef ref, int seed, int weights) throws IOException {
    Path made = folder.resolve("made-" + seed).resolve(ref.folder());
    ModelManifest manifest = TinyModels.sum(made, ref, seed).manifest();
    byte[] bytes = new byte[weights];
    new Random(seed).nextBytes(bytes);
    Files.write(made.resolve("weights.bin"), bytes);
    Files.write(
        made.resolve(ModelManifest.FILE),
        com.ytempire.ml.inference.model.json.ManifestJson.write(manifest));
    return made;
  }

  @Test
  void aKilledDownloadIsResumedByTheProcessThatWaitedForIt(LocalStack stack) throws Exception {
    var ref = new ModelRef("large", "1.0");
    Map<String, String> variables = variables(stack, "s3://ytempire-models/killed");
    Path made = made(ref, 1, WEIGHTS);
    try (ModelRepository repository = repository(variables)) {
      repository.publish(made);
    }
    int port = URI.create(variables.get("S3_ENDPOINT")).getPort();
    try (var gateway = new Gateway(port, 3 << 20)) {
      variables.put("S3_ENDPOINT", "http://localhost:" + gateway.port());
      var settings = PlatformSettings.from(variables);
      Process killed = FetchProcess.start(ref, variables);
      await().atMost(LIMIT).until(() -> part().stream().anyMatch(size -> size >= 2 << 20));
      try (var cache = ModelCache.open(settings.models(), settings.objects())) {
        var fetch = new FutureTask<>(() -> cache.fetch(ref));
        var waiting = new Thread(fetch);
        waiting.start();
        await().atMost(LIMIT).until(() -> waiting.getState() == Thread.State.TIMED_WAITING);

        killed.destroyForcibly().waitFor();
        long downloaded = part().get(0);
        long passed = gateway.passed();
        gateway.open();

        ModelFolder fetched = fetch.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        assertThat(fetched.file("weights.bin")).hasSameBinaryContentAs(made.resolve("weights.bin"));
        assertThat(gateway.passed() - passed)
            .as("bytes of the rest")
            .isBetween(WEIGHTS - downloaded, WEIGHTS - downloaded + SLACK);
        assertThat(part()).isEmpty();
      }
    }
  }

  /** Lengths of files that are being downloaded. */
  private List<Long> part() throws IOException {
    Path partial = folder.resolve("cache/registry/partial");
    if (!Files.isDirectory(partial)) {
      return List.of();
    }
    List<Long> sizes = new ArrayList<>();
    try (Stream<Path> files = Files.walk(partial)) {
      for (Path file : files.toList()) {
        if (file.getFileName().toString().startsWith(".part-")) {
          sizes.add(Files.size(file));
        }
      }
    }
    return sizes;
  }

  @Test
  void aVersionThatAnotherProcessUsesIsNotRemoved(LocalStack stack) throws Exception {
    var first = new ModelRef("shared", "1.0");
    var second = new ModelRef("shared", "2.0");
    Map<String, String> variables = variables(stack, "s3://ytempire-models/shared");
    try (ModelRepository repository = repository(variables)) {
      repository.publish(made(first, 1, 10_000));
      repository.publish(made(second, 2, 10_000));
    }
    Process user = FetchProcess.start(first, variables);
    BufferedReader console = user.inputReader(StandardCharsets.UTF_8);
    List<String> lines = new ArrayList<>();
    while (lines.stream().noneMatch(line -> line.startsWith(FetchProcess.FETCHED))) {
      String line = console.readLine();
      assertThat(line).as("after %s", lines).isNotNull();
      lines.add(line);
    }
    Path used = Path.of(lines.get(lines.size() - 1).substring(FetchProcess.FETCHED.length() + 1));

    try (var cache =
        new ModelCache(repository(variables), folder.resolve("cache"), 15_000, Clock.systemUTC())) {
      assertThatThrownBy(() -> cache.fetch(second))
          .isInstanceOf(ModelLoadException.class)
          .hasMessageContainingAll("no room", "in use are shared@1.0@");
      assertThat(used.resolve("weights.bin")).exists();

      user.outputWriter(StandardCharsets.UTF_8).close();
      assertThat(user.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();

      assertThat(cache.fetch(second).file("weights.bin")).exists();
      assertThat(used).doesNotExist();
    }
  }

  @Test
  void ofManyWhoPublishOneVersionInS3TheFirstSucceeds(LocalStack stack) throws Exception {
    var ref = new ModelRef("raced", "1.0");
    Map<String, String> variables = variables(stack, "s3://ytempire-models/raced");
    List<Path> made = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      made.add(made(ref, i, 100));
    }
    var threads = Executors.newFixedThreadPool(4);
    List<ModelManifest> published = new ArrayList<>();
    try (ModelRepository repository = repository(variables)) {
      List<Callable<ModelManifest>> publications =
          IntStream.range(0, 4)
              .<Callable<ModelManifest>>mapToObj(i -> () -> repository.publish(made.get(i)))
              .toList();
      for (Future<ModelManifest> publication : threads.invokeAll(publications)) {
        try {
          published.add(publication.get());
        } catch (ExecutionException e) {
          assertThat(e.getCause())
              .isInstanceOf(ModelLoadException.class)
              .hasMessageContaining("with other content");
        }
      }

      // Two may have stopped each other; then nothing is there, and none is there by halves.
      assertThat(published).hasSizeLessThanOrEqualTo(1);
      assertThat(repository.versions()).hasSize(published.size());
      if (!published.isEmpty()) {
        assertThat(repository.manifest(ref)).isEqualTo(published.get(0));
        try (var cache =
            new ModelCache(
                repository(variables), folder.resolve("cache"), 1 << 20, Clock.systemUTC())) {
          assertThat(cache.fetch(ref).manifest()).isEqualTo(published.get(0));
        }
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void anObjectIsWrittenOnceAndReadFromAnyByteOn(LocalStack stack) throws Exception {
    var settings = PlatformSettings.from(stack.connections().variables());
    Path one = Files.writeString(folder.resolve("one"), "0123456789");
    Path two = Files.writeString(folder.resolve("two"), "other");
    try (var s3 = S3Folder.open("s3://ytempire-models/once", settings.objects())) {
      assertThat(s3.writeNew("a", one)).isTrue();
      assertThat(s3.writeNew("a", two)).isFalse();

      for (int from : new int[] {0, 1, 9}) {
        try (var in = s3.open("a", from)) {
          assertThat(in.readAllBytes()).asString().isEqualTo("0123456789".substring(from));
        }
      }
      assertThatThrownBy(() -> s3.open("b", 0))
          .isInstanceOf(java.nio.file.NoSuchFileException.class)
          .hasMessageContaining("s3://ytempire-models/once/b");
      assertThatThrownBy(() -> s3.length("b"))
          .isInstanceOf(java.nio.file.NoSuchFileException.class);
    }
  }

  @Test
  void saysWhatIsWrongWithS3(LocalStack stack) throws Exception {
    var ref = new ModelRef("any", "1.0");
    Map<String, String> wrongKey = variables(stack, "s3://ytempire-models/any");
    wrongKey.put("AWS_SECRET_ACCESS_KEY", "not-the-key");
    try (ModelRepository repository = repository(wrongKey)) {
      assertThatThrownBy(() -> repository.manifest(ref))
          .isInstanceOf(ModelLoadException.class)
          .hasMessageContainingAll(
              "refuses access to s3://ytempire-models/any/any/1.0/manifest.json",
              "AWS_SECRET_ACCESS_KEY")
          .hasMessageNotContaining("not-the-key");
    }
    try (ModelRepository repository = repository(variables(stack, "s3://no-such-bucket/x"))) {
      assertThatThrownBy(() -> repository.manifest(ref))
          .isInstanceOf(ModelLoadException.class)
          .hasMessageContaining("Model registry not found at s3://no-such-bucket/x");
    }
    Map<String, String> away = variables(stack, "s3://ytempire-models/any");
    away.put("S3_ENDPOINT", "http://localhost:1");
    try (ModelRepository repository = repository(away)) {
      long start = System.nanoTime();
      assertThatThrownBy(() -> repository.manifest(ref))
          .isInstanceOf(ModelLoadException.class)
          .hasMessageContainingAll("cannot be reached at s3://ytempire-models/any", "S3_ENDPOINT");
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LIMIT);
    }
  }

  @Test
  void aDamagedObjectIsNeverHandedOut(LocalStack stack) throws Exception {
    var ref = new ModelRef("damaged", "1.0");
    Map<String, String> variables = variables(stack, "s3://ytempire-models/damage");
    Artifact weights;
    Path made = made(ref, 5, 1000);
    try (ModelRepository repository = repository(variables)) {
      weights = repository.publish(made).artifact("weights.bin").orElseThrow();
    }
    byte[] bytes = Files.readAllBytes(made.resolve("weights.bin"));
    bytes[500] ^= 1;
    var settings = PlatformSettings.from(variables);
    try (var s3 = S3Folder.open("s3://ytempire-models/damage", settings.objects())) {
      s3.write("damaged/1.0/weights.bin", Files.write(folder.resolve("flipped"), bytes));
    }

    try (var cache = ModelCache.open(settings.models(), settings.objects())) {
      assertThatThrownBy(() -> cache.fetch(ref))
          .isInstanceOf(ModelLoadException.class)
          .hasMessageContainingAll(
              "s3://ytempire-models/damage/damaged/1.0/weights.bin",
              "expected sha256 " + weights.sha256());
    }
  }
}
