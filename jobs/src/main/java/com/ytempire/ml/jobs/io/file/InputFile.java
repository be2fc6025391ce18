package com.ytempire.ml.jobs.io.file;

import com.ytempire.ml.core.event.json.LineReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A file of events: {@code .jsonl} or a trending {@code .csv}, plain or gzipped. A name that ends
 * in neither is judged by its first byte.
 *
 * @param path where it is
 * @param region region of a CSV file's rows, or null to take it from a name such as {@code
 *     USvideos.csv}; JSON lines carry their own
 */
public record InputFile(Path path, @Nullable String region) {
  private static final Pattern REGION_IN_NAME =
      Pattern.compile("(?:^|[^A-Za-z])([A-Z]{2})(?:[_-]?videos|_youtube)");
  private static final int HASHED_BYTES = 64 << 20;

  /** A file whose name tells the region, if its rows do not. */
  public static InputFile at(Path path) {
    return new InputFile(path, null);
  }

  /**
   * Opens the file at its start. Close the reader.
   *
   * @param clock tells now, against which event times are bounded
   * @throws UnknownInputException when the file is neither JSON lines nor a known CSV layout
   * @throws IOException when it cannot be read
   */
  public InputReader open(Clock clock) throws IOException {
    if (!Files.isRegularFile(path)) {
      throw new FileNotFoundException(path + ": no such file; name a .jsonl or .csv file, or .gz");
    }
    LineReader lines = LineReader.open(Files.newInputStream(path));
    try {
      return open(lines, clock);
    } catch (IOException | RuntimeException e) {
      lines.close();
      throw e;
    }
  }

  private InputReader open(LineReader lines, Clock clock) throws IOException {
    String name = fileName();
    String kind = name.toLowerCase(Locale.ROOT).replaceFirst("\\.gz$", "");
    LineReader.Line first = lines.next();
    boolean looksLikeJson = first != null && first.bytes().length > 0 && first.bytes()[0] == '{';
    if (first == null
        || kind.endsWith(".jsonl")
        || kind.endsWith(".ndjson")
        || (looksLikeJson && !kind.endsWith(".csv"))) {
      return new JsonLinesReader(name, lines, first, clock);
    }
    List<String> header = TrendingCsvReader.split(first.bytes());
    TrendingCsvLayout layout =
        TrendingCsvLayout.detect(header)
            .orElseThrow(
                () ->
                    new UnknownInputException(
                        path
                            + ": neither JSON lines nor a known trending CSV file; a CSV header"
                            + " needs video_id, trending_date or date, and views or view_count,"
                            + " each once; found "
                            + shortened(header.toString())));
    return new TrendingCsvReader(name, lines, layout, effectiveRegion(), clock);
  }

  /**
   * Names the content: equal for equal bytes read in the same way, wherever the file lies. Made of
   * the file's name, size, region and the SHA-256 of its first 64 MiB.
   *
   * @throws IOException when the file cannot be read
   */
  public String contentId() throws IOException {
    MessageDigest digest = sha256();
    byte[] buffer = new byte[64 << 10];
    long left = HASHED_BYTES;
    try (InputStream in = Files.newInputStream(path)) {
      int read;
      while (left > 0 && (read = in.read(buffer, 0, (int) Math.min(left, buffer.length))) > 0) {
        digest.update(buffer, 0, read);
        left -= read;
      }
    }
    String hash = HexFormat.of().formatHex(digest.digest(), 0, 16);
    return fileName() + ":" + Files.size(path) + ":" + effectiveRegion() + ":" + hash;
  }

  private @Nullable String effectiveRegion() {
    if (region != null) {
      return region;
    }
    Matcher matcher = REGION_IN_NAME.matcher(fileName());
    return matcher.find() ? matcher.group(1) : null;
  }

  private String fileName() {
    return String.valueOf(path.getFileName());
  }

  private static String shortened(String text) {
    return text.length() <= 200 ? text : text.substring(0, 200) + "…";
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
