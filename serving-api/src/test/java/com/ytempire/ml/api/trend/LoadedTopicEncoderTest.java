package com.ytempire.ml.api.trend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.ytempire.ml.api.testing.ServiceUnderTest;
import com.ytempire.ml.inference.cached.TextModelSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LoadedTopicEncoderTest {
  @TempDir private Path cache;

  /** What loading was handed to; whoever tests runs it. */
  private final List<Runnable> work = new ArrayList<>();

  private LoadedTopicEncoder encoder() {
    var options = ServiceUnderTest.options(Map.of("MODEL_CACHE_DIR", cache.toString()));
    return new LoadedTopicEncoder(
        "none",
        new TextModelSettings("no/such-model", null, options.engines(), Duration.ofSeconds(1), 0),
        work::add);
  }

  @Test
  void closingWaitsForALoadOnItsWay() throws Exception {
    LoadedTopicEncoder encoder = encoder();
    var closing = new Thread(encoder::close);
    closing.start();
    await().until(() -> closing.getState() == Thread.State.TIMED_WAITING);

    work.get(0).run();

    closing.join();
    assertThat(encoder.embed("a topic")).isCompletedExceptionally();
    assertThat(work).as("nothing is loaded once it is closed").hasSize(1);
  }

  @Test
  void aServiceWithAnotherEncoderLoadsNone() {
    try (ServiceUnderTest service =
        ServiceUnderTest.start(Map.of("MODEL_CACHE_DIR", cache.toString()), options -> options)) {
      assertThat(service.part(TopicEncoder.class)).isNotInstanceOf(LoadedTopicEncoder.class);
    }

    assertThat(cache).isEmptyDirectory();
  }
}
