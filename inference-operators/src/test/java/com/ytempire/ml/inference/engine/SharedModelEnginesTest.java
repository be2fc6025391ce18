package com.ytempire.ml.inference.engine;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.inference.batching.InferenceException;
import com.ytempire.ml.inference.batching.InferenceException.Reason;
import com.ytempire.ml.inference.model.ModelFolder;
import com.ytempire.ml.inference.model.ModelLoadException;
import com.ytempire.ml.inference.model.Variant;
import com.ytempire.ml.inference.testing.TinyModels;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedModelEnginesTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final ModelRef ONE = new ModelRef("sum", "1");
  private static final ModelRef TWO = new ModelRef("sum", "2");

  private final AtomicReference<ModelLease> serving = new AtomicReference<>();
  private final AtomicBoolean stop = new AtomicBoolean();
  private final AtomicInteger ones = new AtomicInteger();
  private final AtomicInteger twos = new AtomicInteger();

  @TempDir private Path directory;
  private TestEngines test;

  @BeforeEach
  void open() throws Exception {
    test = new TestEngines(sum(ONE, 100), sum(TWO, 200));
  }

  @AfterEach
  void close() {
    test.close();
  }

  @Test
  void loadsAVersionOnceHoweverManyAsk() throws Exception {
    List<CompletableFuture<ModelLease>> asked = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      asked.add(test.engines.acquire(ONE));
    }

    List<ModelLease> leases = new ArrayList<>();
    for (CompletableFuture<ModelLease> lease : asked) {
      leases.add(lease.get(20, SECONDS));
    }

    assertThat(test.fetches).hasValue(1);
    assertThat(leases).extracting(ModelLease::engine).containsOnly(leases.get(0).engine());
    assertThat(score(leases.get(7), 1, 2)).isEqualTo(103);
    leases.forEach(ModelLease::close);
    awaitNothingLoaded();
  }

  @Test
  void tellsWhichVersionsAreLoadedAndWhatTheyDid() throws Exception {
    try (ModelLease one = test.acquire(ONE);
        ModelLease two = test.acquire(TWO);
        ModelLease again = test.acquire(TWO)) {
      assertThat(score(again, 1, 2)).isEqualTo(203);

      List<LoadedVersion> loaded = test.engines.loaded();

      assertThat(loaded).extracting(LoadedVersion::ref).containsExactly(ONE, TWO);
      LoadedVersion last = loaded.get(1);
      assertThat(last.device()).isEqualTo("CPU");
      assertThat(last.variant()).isEqualTo(Variant.FLOAT32);
      assertThat(last.since()).isEqualTo(TestEngines.NOW);
      assertThat(last.leases()).isEqualTo(2);
      assertThat(last.statistics().succeeded()).isEqualTo(1);
      assertThat(loaded.get(0).statistics().submitted()).isZero();
      assertThat(one.engine().ref()).isEqualTo(ONE);
      assertThat(two.engine()).isSameAs(again.engine());
    }
  }

  @Test
  void unloadsWithTheLastLeaseAndLeavesNothingOpen() throws Exception {
    ModelLease first = test.acquire(ONE);
    ModelLease second = test.acquire(ONE);

    first.close();
    first.close();

    assertThat(score(second, 1, 2)).isEqualTo(103);
    second.close();
    awaitNothingLoaded();
    CompletableFuture<float[]> late = tabular(second).score(new float[] {1, 2}, TIMEOUT);
    assertThat(failure(late).reason()).isEqualTo(Reason.CLOSED);
  }

  @Test
  void answersWhatWasAskedBeforeTheLastLeaseWasClosed() throws Exception {
    ModelLease lease = test.acquire(ONE);
    List<CompletableFuture<float[]>> asked = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      asked.add(tabular(lease).score(new float[] {i, 0}, TIMEOUT));
    }

    lease.close();

    for (int i = 0; i < 300; i++) {
      assertThat(asked.get(i).get(10, SECONDS)).containsExactly(i + 100);
    }
  }

  @Test
  void loadsAnewWhatIsAskedForWhileItIsUnloaded() throws Exception {
    for (int i = 0; i < 30; i++) {
      ModelLease lease = test.acquire(ONE);
      lease.close();
    }

    assertThat(test.fetches).hasValue(30);
    awaitNothingLoaded();
  }

  @Test
  void doesNotRememberAFailedLoad() throws Exception {
    ModelRef late = new ModelRef("sum", "3");
    assertThatThrownBy(() -> test.acquire(late))
        .cause()
        .isInstanceOf(ModelLoadException.class)
        .hasMessage("model sum_v3: there is no such version");

    test.add(sum(late, 300));

    try (ModelLease lease = test.acquire(late)) {
      assertThat(score(lease, 1, 2)).isEqualTo(303);
    }
  }

  @Test
  void takesNoLeaseForACallerWhoHasGivenUp() {
    CompletableFuture<ModelLease> asked = test.engines.acquire(ONE);

    asked.cancel(false);

    await().atMost(TIMEOUT).until(() -> test.fetches.get() == 1);
    awaitNothingLoaded();
  }

  @Test
  void leavesLeasesValidWhenItsHandleIsGivenUp() throws Exception {
    ModelLease lease = test.acquire(ONE);

    test.engines.close();

    assertThat(score(lease, 1, 2)).isEqualTo(103);
    assertThat(failure(test.engines.acquire(TWO)).reason()).isEqualTo(Reason.CLOSED);
    lease.close();
    awaitNothingLoaded();
  }

  @Test
  void refusesAnEngineOfAnotherKindNamingItsTask() throws Exception {
    try (ModelLease lease = test.acquire(ONE)) {
      assertThatThrownBy(() -> lease.engine(TextEmbeddingEngine.class))
          .hasMessage("sum_v1 is a TABULAR model, no TextEmbeddingEngine");
    }
  }

  @Test
  void switchesVersionsUnderLoadWithoutAFailureOrAWrongName() throws Exception {
    serving.set(test.acquire(ONE));
    List<CompletableFuture<Void>> callers = new ArrayList<>();
    for (int caller = 0; caller < 4; caller++) {
      float number = caller;
      callers.add(CompletableFuture.runAsync(() -> ask(number)));
    }

    for (int i = 0; i < 20; i++) {
      AtomicInteger answers = i % 2 == 0 ? twos : ones;
      int before = answers.get();
      ModelLease next = test.acquire(i % 2 == 0 ? TWO : ONE);
      ModelLease old;
      synchronized (serving) {
        old = serving.getAndSet(next);
      }
      // What was asked of the old one is still on its way.
      old.close();
      await()
          .atMost(TIMEOUT)
          .until(() -> answers.get() > before + 50 || callers.stream().anyMatch(Future::isDone));
    }
    stop.set(true);

    for (CompletableFuture<Void> caller : callers) {
      caller.get(20, SECONDS);
    }
    assertThat(ones.get() + twos.get()).isGreaterThan(1000);
    serving.get().close();
    awaitNothingLoaded();
  }

  /** Asks until told to stop; fails when an answer fails or is not its version's. */
  private void ask(float number) {
    while (!stop.get()) {
      TabularEngine engine;
      CompletableFuture<float[]> answer;
      synchronized (serving) {
        engine = tabular(serving.get());
        answer = engine.score(new float[] {number, 0}, TIMEOUT);
      }
      boolean one = engine.ref().equals(ONE);
      assertThat(answer.join()).containsExactly(number + (one ? 100 : 200));
      (one ? ones : twos).incrementAndGet();
    }
  }

  private void awaitNothingLoaded() {
    await().atMost(TIMEOUT).until(() -> test.openNetworks.get() == 0 && test.inUse.get() == 0);
    assertThat(test.engines.loaded()).isEmpty();
  }

  private ModelFolder sum(ModelRef ref, float constant) throws Exception {
    return TinyModels.sum(directory.resolve(ref.version()), ref, constant);
  }

  private static TabularEngine tabular(ModelLease lease) {
    return lease.engine(TabularEngine.class);
  }

  private static float score(ModelLease lease, float... row) throws Exception {
    return tabular(lease).score(row, TIMEOUT).get(10, SECONDS)[0];
  }

  private static InferenceException failure(CompletableFuture<?> result) {
    return (InferenceException) result.handle((value, failure) -> failure).join();
  }
}
