package com.ytempire.ml.jobs.io.file;

import com.ytempire.ml.core.event.VideoEvent;
import com.ytempire.ml.core.event.json.EventLimits;
import com.ytempire.ml.core.event.json.InvalidEventException;
import com.ytempire.ml.core.event.json.LineReader;
import com.ytempire.ml.core.event.json.VideoEventReader;
import com.ytempire.ml.core.event.json.VideoEventWriter;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a trending CSV file row by row. A row goes over several lines while a quote is open, up to
 * 1 MiB. Where a row does not come out with the header's number of columns, only its first line is
 * refused and reading goes on with the next: one stray quote does not swallow the good rows behind
 * it.
 */
final class TrendingCsvReader implements InputReader {
  private static final CsvReader.CsvReaderBuilder CSV = CsvReader.builder();

  private final String origin;
  private final LineReader lines;
  private final TrendingCsvLayout layout;
  private final @Nullable String region;
  private final VideoEventReader checks;
  private final VideoEventWriter writer = new VideoEventWriter();
  private final Deque<LineReader.Line> putBack = new ArrayDeque<>();

  /**
   * @param lines the file behind its header
   * @param region code of the list the file shows, or null
   */
  TrendingCsvReader(
      String origin,
      LineReader lines,
      TrendingCsvLayout layout,
      @Nullable String region,
      Clock clock) {
    this.origin = origin;
    this.lines = lines;
    this.layout = layout;
    this.region = region;
    this.checks = new VideoEventReader(clock);
  }

  @Override
  public @Nullable InputRecord next() throws IOException {
    LineReader.Line first = nextLine();
    while (first != null && !first.isTruncated() && first.length() == 0) {
      first = nextLine();
    }
    return first == null ? null : read(first);
  }

  private InputRecord read(LineReader.Line first) throws IOException {
    if (first.isTruncated()) {
      return refused(first.number(), first.bytes(), first.refusal());
    }
    List<LineReader.Line> more = new ArrayList<>();
    byte[] row = completeRow(first, more);
    List<String> fields = row == null ? List.of() : split(row);
    if (row == null || fields.size() != layout.columns()) {
      // Putting back in reverse keeps the file's order.
      for (int i = more.size() - 1; i >= 0; i--) {
        putBack.addFirst(more.get(i));
      }
      return refused(first.number(), first.bytes(), whyNoRow(first.bytes()));
    }
    return toRecord(first.number(), row, fields);
  }

  private InputRecord toRecord(long number, byte[] row, List<String> fields) {
    try {
      VideoEvent event = new TrendingCsvRow(layout, fields).toEvent(region);
      byte[] json = writer.write(event);
      return InputRecord.of(origin, number, json, checks.read(json));
    } catch (TrendingCsvRow.Refused e) {
      return refused(number, row, String.valueOf(e.getMessage()));
    } catch (InvalidEventException e) {
      return refused(number, row, e.reason());
    } catch (UncheckedIOException e) {
      return refused(number, row, "row: cannot be written as JSON; allowed: UTF-8 text");
    }
  }

  /** Lines joined until every quote is closed, or null where that does not happen in 1 MiB. */
  private byte @Nullable [] completeRow(LineReader.Line first, List<LineReader.Line> more)
      throws IOException {
    int quotes = quotes(first.bytes());
    if (quotes % 2 == 0) {
      return first.bytes();
    }
    ByteArrayOutputStream row = new ByteArrayOutputStream();
    row.writeBytes(first.bytes());
    while (quotes % 2 != 0) {
      LineReader.Line line = nextLine();
      if (line == null) {
        return null;
      }
      more.add(line);
      if (line.isTruncated() || row.size() + line.length() > EventLimits.MAX_PAYLOAD_BYTES) {
        return null;
      }
      row.write('\n');
      row.writeBytes(line.bytes());
      quotes += quotes(line.bytes());
    }
    return row.toByteArray();
  }

  private String whyNoRow(byte[] line) {
    List<String> fields = split(line);
    if (quotes(line) % 2 != 0) {
      return "row: a quote is not closed; allowed: " + layout.columns() + " columns";
    }
    return fields.isEmpty()
        ? "row: is not CSV in UTF-8; allowed: " + layout.columns() + " columns"
        : "row: has %d columns; allowed: %d columns".formatted(fields.size(), layout.columns());
  }

  private InputRecord refused(long number, byte[] bytes, String reason) {
    return InputRecord.refused(origin, number, bytes, reason);
  }

  private LineReader.@Nullable Line nextLine() throws IOException {
    LineReader.Line line = putBack.poll();
    return line != null ? line : lines.next();
  }

  private static int quotes(byte[] bytes) {
    int quotes = 0;
    for (byte b : bytes) {
      if (b == '"') {
        quotes++;
      }
    }
    return quotes;
  }

  /** The fields of one row, or none where it is not CSV in UTF-8. */
  static List<String> split(byte[] row) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(row)).toString();
      return CSV.ofSingleCsvRecord(text).getFields();
    } catch (CharacterCodingException | CsvParseException e) {
      return List.of();
    }
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
