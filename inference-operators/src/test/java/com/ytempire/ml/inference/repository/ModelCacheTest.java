package com.ytempire.ml.inference.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.inference.model.ModelFolder;
import com.ytempire.ml.inference.model.ModelLoadException;
import com.ytempire.ml.inference.model.ModelManifest;
import com.ytempire.ml.inference.testing.TinyModels;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ModelCacheTest {
  private static final ModelRef SUM = new ModelRef("sum", "1.0");
  private static final String NETWORK = "sum/1.0/model.onnx";
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final long NO_BOUND = 1L << 30;

  @TempDir Path folder;
  private final FakeFiles far = new FakeFiles();
  private final List<ModelCache> caches = new ArrayList<>();
  private byte[] network = {};
  private long versionBytes;

  @BeforeEach
  void publish() throws IOException {
    versionBytes = CacheRoom.bytes(publish(SUM));
    network = far.content.get(NETWORK);
  }

  @AfterEach
  void closeCaches() {
    caches.forEach(ModelCache::close);
  }

  private ModelManifest publish(ModelRef ref) throws IOException {
    Path made = folder.resolve("made").resolve(ref.folder());
    return new ModelRepository(far).publish(TinyModels.sum(made, ref, 1).manifest(), made);
  }

  private ModelCache cache() {
    return cache(NO_BOUND, START);
  }

  private ModelCache cache(long maxBytes, Instant now) {
    var cache =
        new ModelCache(
            new ModelRepository(far),
            folder.resolve("cache"),
            maxBytes,
            Clock.fixed(now, ZoneOffset.UTC));
    caches.add(cache);
    return cache;
  }

  @Test
  void downloadsAVersionOnceAndThenNeedsNoRepository() throws IOException {
    ModelFolder first = cache().fetch(SUM);
    far.failure = new IOException("away");

    ModelFolder again = cache().fetch(SUM);

    assertThat(again).isEqualTo(first);
    assertThat(again.file("model.onnx")).hasBinaryContent(network);
    assertThat(again.manifest()).isEqualTo(TinyModels.sum(folder, SUM, 1).manifest());
    assertThat(far.timesOpened(NETWORK)).isEqualTo(1);
  }

  @Test
  void downloadsOnceWhenManyAskAtOnceThroughOneCacheOrSeveral() throws Exception {
    far.gate = new CountDownLatch(1);
    List<ModelCache> two = List.of(cache(), cache());
    List<FutureTask<ModelFolder>> fetches =
        IntStream.range(0, 8)
            .mapToObj(i -> new FutureTask<>(() -> two.get(i % 2).fetch(SUM)))
            .toList();
    List<Thread> threads = fetches.stream().map(Thread::new).toList();

    threads.forEach(Thread::start);
    await().until(() -> threads.stream().allMatch(ModelCacheTest::waits));
    far.gate.countDown();

    for (FutureTask<ModelFolder> fetch : fetches) {
      assertThat(fetch.get().file("model.onnx")).hasBinaryContent(network);
    }
    assertThat(far.timesOpened(NETWORK)).isEqualTo(1);
    assertThat(far.timesOpened("sum/1.0/manifest.json")).isEqualTo(1);
  }

  private static boolean waits(Thread thread) {
    return thread.getState() == Thread.State.WAITING
        || thread.getState() == Thread.State.TIMED_WAITING;
  }

  @Test
  void tellsAllWhoWaitWhyItFailedAndTriesAgainForTheNext() throws Exception {
    far.gate = new CountDownLatch(1);
    byte[] damaged = network.clone();
    damaged[3] ^= 1;
    far.content.put(NETWORK, damaged);
    ModelCache cache = cache();
    List<FutureTask<ModelFolder>> fetches =
        Stream.generate(() -> new FutureTask<>(() -> cache.fetch(SUM))).limit(4).toList();
    List<Thread> threads = fetches.stream().map(Thread::new).toList();
    threads.forEach(Thread::start);
    await().until(() -> threads.stream().allMatch(ModelCacheTest::waits));
    far.gate.countDown();
    for (FutureTask<ModelFolder> fetch : fetches) {
      assertThatThrownBy(fetch::get)
          .isInstanceOf(ExecutionException.class)
          .cause()
          .isInstanceOf(ModelLoadException.class)
          .hasMessageContaining("damaged at s3://far/" + NETWORK);
    }

    far.content.put(NETWORK, network);

    assertThat(cache.fetch(SUM).file("model.onnx")).hasBinaryContent(network);
  }

  @Test
  void asksOnlyForTheRestWhenAConnectionBreaksOrEndsEarly() {
    far.breakAfter(NETWORK, 20, -1, 7, -1, -1, 30);

    assertThat(cache().fetch(SUM).file("model.onnx")).hasBinaryContent(network);

    assertThat(far.opened)
        .containsSubsequence(NETWORK + "@0", NETWORK + "@20", NETWORK + "@27", NETWORK + "@57");
  }

  @Test
  void givesUpWhenNothingMoreComesAndResumesAtTheNextFetch() {
    far.breakAfter(NETWORK, 41, 0, 0, 0);
    ModelCache cache = cache();
    assertThatThrownBy(() -> cache.fetch(SUM))
        .isInstanceOf(ModelLoadException.class)
        .hasMessageContainingAll(
            "cannot be reached at s3://far/" + NETWORK,
            "after 41 of " + network.length + " bytes",
            "S3_ENDPOINT");
    far.opened.clear();

    assertThat(cache().fetch(SUM).file("model.onnx")).hasBinaryContent(network);

    assertThat(far.opened).contains(NETWORK + "@41").doesNotContain(NETWORK + "@0");
  }

  @Test
  void startsAnewWhenWhatAnEarlierProcessLeftIsWrong() throws IOException {
    far.breakAfter(NETWORK, 41, 0, 0, 0);
    assertThatThrownBy(() -> cache().fetch(SUM)).isInstanceOf(ModelLoadException.class);
    Path part = only(".part-");
    Files.write(part, new byte[41]);

    assertThat(cache().fetch(SUM).file("model.onnx")).hasBinaryContent(network);
    assertThat(far.opened).endsWith(NETWORK + "@41", NETWORK + "@0");
  }

  @Test
  void neverHandsOutAFileWhoseDigestIsWrong() {
    byte[] damaged = network.clone();
    damaged[network.length - 1] ^= 1;
    far.content.put(NETWORK, damaged);

    assertThatThrownBy(() -> cache().fetch(SUM))
        .isInstanceOf(ModelLoadException.class)
        .hasMessageContainingAll(
            "s3://far/" + NETWORK,
            "expected sha256 " + Digests.of(network),
            "found " + Digests.of(damaged));
    assertThat(folder.resolve("cache/registry/complete")).isEmptyDirectory();
  }

  @Test
  void saysWhenAFileOfTheRepositoryIsTooShortOrMissing() {
    far.content.put(NETWORK, new byte[3]);
    assertThatThrownBy(() -> cache().fetch(SUM))
        .isInstanceOf(ModelLoadException.class)
        .hasMessageContainingAll(
            "s3://far/" + NETWORK, "expected " + network.length + " bytes, found 3");

    far.content.remove(NETWORK);
    assertThatThrownBy(() -> cache().fetch(SUM))
        .isInstanceOf(ModelLoadException.class)
        .hasMessageContaining("Model file not found at s3://far/" + NETWORK);
  }

  @Test
  void fetchesACachedFileAgainThatWasCutShort() throws IOException {
    Path file = cache().fetch(SUM).file("model.onnx");
    Files.write(file, new byte[5]);

    assertThat(caches.get(0).fetch(SUM).file("model.onnx")).hasBinaryContent(network);
    assertThat(far.timesOpened(NETWORK)).isEqualTo(2);
  }

  @Test
  void fetchesACachedFileAgainWhoseContentHasChanged() throws IOException {
    Path file = cache().fetch(SUM).file("model.onnx");
    Files.write(file, new byte[network.length]);

    assertThat(cache().fetch(SUM).file("model.onnx")).hasBinaryContent(network);
  }

  @Test
  void fetchesAVersionAgainWhoseManifestHasChangedButKeepsItsFiles() throws IOException {
    ModelFolder cached = cache().fetch(SUM);
    Path manifest = cached.file(ModelManifest.FILE);
    Files.writeString(manifest, Files.readString(manifest).replace("1.0E-5", "1.0E+5"));

    assertThat(cache().fetch(SUM)).isEqualTo(cached);
    assertThat(Files.readString(manifest)).contains("1.0E-5");
    assertThat(far.timesOpened(NETWORK)).isEqualTo(1);
  }

  @Test
  void removesWhatWasNotUsedForLongestAndNothingElse() throws IOException {
    long two = 2 * versionBytes + 10;
    var second = new ModelRef("sum", "2.0");
    var third = new ModelRef("group/sum", "3.0");
    publish(second);
    publish(third);
    Path users = Files.createDirectories(folder.resolve("cache/roberta"));
    fetchAndRelease(two, START, SUM);
    fetchAndRelease(two, START.plusSeconds(1), second);
    fetchAndRelease(two, START.plusSeconds(2), SUM);

    fetchAndRelease(two, START.plusSeconds(3), third);

    assertThat(complete()).hasSize(2).noneMatch(key -> key.startsWith("sum@2.0"));
    assertThat(users).exists();
    fetchAndRelease(two, START.plusSeconds(4), second);
    assertThat(complete()).hasSize(2).noneMatch(key -> key.startsWith("sum@1.0"));
  }

  private void fetchAndRelease(long maxBytes, Instant now, ModelRef ref) {
    ModelCache cache = cache(maxBytes, now);
    cache.release(cache.fetch(ref));
  }

  private List<String> complete() throws IOException {
    return CacheFolders.keys(folder.resolve("cache/registry/complete"));
  }

  @Test
  void keepsAVersionInUseAndSaysThatThereIsNoRoom() throws IOException {
    var second = new ModelRef("sum", "2.0");
    publish(second);
    ModelCache cache = cache(versionBytes + 10, START);
    ModelFolder used = cache.fetch(SUM);
    ModelFolder twice = cache.fetch(SUM);

    cache.release(twice);
    assertThatThrownBy(() -> cache.fetch(second))
        .isInstanceOf(ModelLoadException.class)
        .hasMessageContainingAll("sum_v2.0", "no room", "sum@1.0", "MODEL_MAX_CACHE_SIZE_GB");
    assertThat(used.file("model.onnx")).exists();

    cache.release(used);
    assertThat(cache.fetch(second).file("model.onnx")).exists();
    assertThat(used.file("model.onnx")).doesNotExist();
  }

  @Test
  void countsWhatIsReservedByADownloadThatWasBrokenOff() throws IOException {
    var second = new ModelRef("sum", "2.0");
    publish(second);
    far.breakAfter(NETWORK, 1, 0, 0, 0);
    ModelCache cache = cache(versionBytes + 10, START);
    assertThatThrownBy(() -> cache.fetch(SUM)).isInstanceOf(ModelLoadException.class);

    cache.fetch(second);

    assertThat(folder.resolve("cache/registry/partial")).isEmptyDirectory();
  }

  @Test
  void refusesAVersionThatIsLargerThanTheWholeCache() {
    assertThatThrownBy(() -> cache(10, START).fetch(SUM))
        .isInstanceOf(ModelLoadException.class)
        .hasMessageContainingAll(
            "sum_v1.0 has " + versionBytes + " bytes", "(10)", "MODEL_MAX_CACHE_SIZE_GB");
    assertThat(far.timesOpened(NETWORK)).isZero();
  }

  @Test
  void mayBeReleasedMoreOftenThanItWasFetched() {
    ModelCache cache = cache();
    ModelFolder fetched = cache.fetch(SUM);
    cache.release(fetched);
    cache.release(fetched);

    assertThat(cache.fetch(SUM)).isEqualTo(fetched);
  }

  @Test
  void saysWhenItsFolderCannotBeWritten() throws IOException {
    Files.writeString(folder.resolve("cache"), "a file", StandardCharsets.UTF_8);

    assertThatThrownBy(() -> cache().fetch(SUM))
        .isInstanceOf(ModelLoadException.class)
        .hasMessageContainingAll("Model cache at " + folder.resolve("cache"), "MODEL_CACHE_DIR");
  }

  @Test
  void endsWhenItIsInterrupted() throws Exception {
    far.gate = new CountDownLatch(1);
    var fetch = new FutureTask<>(() -> cache().fetch(SUM));
    var thread = new Thread(fetch);
    thread.start();
    await().until(() -> waits(thread));
    thread.interrupt();

    thread.join(Duration.ofSeconds(10).toMillis());

    assertThat(thread.isAlive()).isFalse();
    assertThatThrownBy(fetch::get).hasCauseInstanceOf(ModelLoadException.class);
  }

  private Path only(String prefix) throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("cache"))) {
      List<Path> found =
          files.filter(file -> file.getFileName().toString().startsWith(prefix)).toList();
      assertThat(found).hasSize(1);
      return found.get(0);
    }
  }
}
