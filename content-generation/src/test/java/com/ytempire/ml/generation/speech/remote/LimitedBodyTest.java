package com.ytempire.ml.generation.speech.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class LimitedBodyTest {
  @Test
  void keepsWhatIsWithinTheLimit() throws Exception {
    assertThat(read(6, 2, 4)).isEqualTo(new byte[] {0, 1, 0, 1, 2, 3});
  }

  @Test
  void fillsNoMoreMemoryThanTheLimit() {
    assertThatThrownBy(() -> read(5, 2, 4)).hasCauseInstanceOf(LimitedBody.TooLongException.class);
  }

  /** Parts of these lengths, each counting up from 0. */
  private static byte[] read(int most, int... lengths) throws Exception {
    var body = new LimitedBody(most);
    try (var source = new SubmissionPublisher<List<ByteBuffer>>()) {
      source.subscribe(body);
      for (int length : lengths) {
        byte[] part = new byte[length];
        for (int i = 0; i < length; i++) {
          part[i] = (byte) i;
        }
        source.submit(List.of(ByteBuffer.wrap(part)));
      }
    }
    CompletableFuture<byte[]> whole = body.getBody().toCompletableFuture();
    return whole.get(10, TimeUnit.SECONDS);
  }
}
