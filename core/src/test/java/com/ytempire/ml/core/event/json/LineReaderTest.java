package com.ytempire.ml.core.event.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class LineReaderTest {

  @Test
  void readsLinesWithAnyEndAndSkipsTheByteOrderMark() throws Exception {
    byte[] bytes = "\uFEFFone\r\ntwo\n\nthr\ree\n\r\nlast".getBytes(UTF_8);

    assertThat(texts(bytes)).containsExactly("1:one", "2:two", "3:", "4:thr\ree", "5:", "6:last");
  }

  @Test
  void readsNothingFromAnEmptyStream() throws Exception {
    assertThat(texts(new byte[0])).isEmpty();
    assertThat(texts("\uFEFF".getBytes(UTF_8))).isEmpty();
    assertThat(texts("a".getBytes(UTF_8))).containsExactly("1:a");
  }

  @Test
  void readsGzipByItsMagicEvenInSeveralMembers() throws Exception {
    ByteArrayOutputStream both = new ByteArrayOutputStream();
    both.writeBytes(gzip("a\nb"));
    both.writeBytes(gzip("c\nd\n"));

    assertThat(texts(both.toByteArray())).containsExactly("1:a", "2:bc", "3:d");
  }

  @Test
  void handsOverTheStartOfALongLineWithItsTrueLength() throws Exception {
    int long10M = 10 << 20;
    byte[] bytes = new byte[long10M + 6];
    Arrays.fill(bytes, (byte) 'x');
    bytes[1] = '\n';
    bytes[long10M + 2] = '\r';
    bytes[long10M + 3] = '\n';

    try (LineReader reader = LineReader.open(new ByteArrayInputStream(bytes))) {
      assertThat(reader.next().isTruncated()).isFalse();
      LineReader.Line line = reader.next();
      assertThat(line.isTruncated()).isTrue();
      assertThat(line.length()).isEqualTo(long10M);
      assertThat(line.bytes()).hasSize(64 << 10).containsOnly('x');
      assertThat(line.refusal()).isEqualTo("line of 10485760 bytes; allowed: up to 1048576 bytes");
      assertThat(new String(reader.next().bytes(), UTF_8)).isEqualTo("xx");
      assertThat(reader.next()).isNull();
    }
  }

  @Test
  void keepsALineOfExactlyTheLimitWhateverItsEnd() throws Exception {
    byte[] bytes = new byte[EventLimits.MAX_PAYLOAD_BYTES + 2];
    Arrays.fill(bytes, (byte) 'x');
    bytes[bytes.length - 2] = '\r';
    bytes[bytes.length - 1] = '\n';

    try (LineReader reader = LineReader.open(new ByteArrayInputStream(bytes))) {
      LineReader.Line line = reader.next();
      assertThat(line.isTruncated()).isFalse();
      assertThat(line.bytes()).hasSize(EventLimits.MAX_PAYLOAD_BYTES).containsOnly('x');
    }
  }

  @Test
  void failsOnACutGzipFile() throws Exception {
    byte[] whole = gzip("a\nb\n".repeat(100_000));
    byte[] cut = Arrays.copyOf(whole, whole.length - 10);

    assertThatThrownBy(() -> texts(cut)).isInstanceOf(EOFException.class);
  }

  @Test
  void doesNotDependOnHowTheStreamIsChunked() throws Exception {
    byte[] bytes = "one\r\ntwo\nthree".getBytes(UTF_8);
    InputStream oneByOne =
        new ByteArrayInputStream(bytes) {
          @Override
          public synchronized int read(byte[] to, int offset, int length) {
            return super.read(to, offset, Math.min(1, length));
          }
        };

    assertThat(texts(oneByOne)).containsExactly("1:one", "2:two", "3:three");
  }

  private static List<String> texts(byte[] bytes) throws IOException {
    return texts(new ByteArrayInputStream(bytes));
  }

  private static List<String> texts(InputStream stream) throws IOException {
    List<String> texts = new ArrayList<>();
    try (LineReader reader = LineReader.open(stream)) {
      for (LineReader.Line line = reader.next(); line != null; line = reader.next()) {
        texts.add(line.number() + ":" + new String(line.bytes(), UTF_8));
      }
    }
    return texts;
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }
}
