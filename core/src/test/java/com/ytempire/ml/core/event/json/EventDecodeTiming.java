package com.ytempire.ml.core.event.json;

import com.ytempire.ml.core.event.VideoEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * Prints what decoding and encoding one event costs, over the lines of a JSONL file: {@code
 * EventDecodeTiming FILE.jsonl.gz}. Not a test: timings of a shared machine assert nothing.
 */
public final class EventDecodeTiming {
  private EventDecodeTiming() {}

  public static void main(String[] args) throws IOException, InvalidEventException {
    List<byte[]> lines = new ArrayList<>();
    try (LineReader reader = LineReader.open(Files.newInputStream(Path.of(args[0])))) {
      for (LineReader.Line line = reader.next(); line != null; line = reader.next()) {
        lines.add(line.bytes());
      }
    }
    VideoEventReader reader = new VideoEventReader(Clock.systemUTC());
    VideoEventWriter writer = new VideoEventWriter();
    long bytes = lines.stream().mapToLong(l -> l.length).sum();
    for (int round = 0; round < 25; round++) {
      List<VideoEvent> events = new ArrayList<>(lines.size());
      long start = System.nanoTime();
      for (byte[] line : lines) {
        events.add(reader.read(line));
      }
      long decoded = System.nanoTime();
      long written = 0;
      for (VideoEvent event : events) {
        written += writer.write(event).length;
      }
      long encoded = System.nanoTime();
      if (round % 6 == 0) {
        System.out.printf(
            "%d events of %d bytes: decode %d ns, encode %d ns per event (%d bytes written)%n",
            lines.size(),
            bytes / lines.size(),
            (decoded - start) / lines.size(),
            (encoded - decoded) / lines.size(),
            written);
      }
    }
  }
}
