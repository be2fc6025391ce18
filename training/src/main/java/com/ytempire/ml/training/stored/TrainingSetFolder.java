package com.ytempire.ml.training.stored;

import com.ytempire.ml.features.offline.OfflineFiles;
import com.ytempire.ml.features.offline.TableLayout;
import com.ytempire.ml.features.offline.TableReader;
import com.ytempire.ml.features.offline.TableWriter;
import com.ytempire.ml.training.dataset.KeptRows;
import com.ytempire.ml.training.dataset.SetPlan;
import com.ytempire.ml.training.dataset.TrainingSet;
import com.ytempire.ml.training.dataset.TrainingSetBuilder;
import com.ytempire.ml.training.dataset.TrainingSetManifest;
import com.ytempire.ml.training.example.DatasetException;
import com.ytempire.ml.training.example.Head;
import com.ytempire.ml.training.example.TrainingRow;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.NoSuchFileException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A stored training set: a Parquet file of its rows, and the manifest, which is written last, so
 * that a set with a manifest is whole. Equal rows give equal bytes. Safe to share between threads.
 */
public final class TrainingSetFolder {
  private static final String ROWS = "examples.parquet";

  private final OfflineFiles files;
  private final String where;

  /**
   * @param where how messages call the folder
   */
  public TrainingSetFolder(OfflineFiles files, String where) {
    this.files = files;
    this.where = where;
  }

  /** Whether there is a set. */
  public boolean exists() throws IOException {
    try {
      return files.open(TrainingSetManifest.FILE).getLength() > 0;
    } catch (NoSuchFileException | FileNotFoundException e) {
      return false;
    }
  }

  /**
   * @throws DatasetException when there is a set: it is not overwritten
   */
  public void requireFree() throws IOException {
    if (exists()) {
      throw new DatasetException(
          "%s holds a training set already; name another folder or remove it".formatted(where));
    }
  }

  /** Makes the rows of a set. */
  @FunctionalInterface
  public interface Maker {
    /**
     * @param rows takes them in order of time
     * @return what the set is made of; its files are added later
     */
    TrainingSetManifest make(TrainingRow.Sink rows) throws IOException;
  }

  /**
   * Makes a set here.
   *
   * @param maker of its rows, such as {@link TrainingSetBuilder#snapshots} or {@link SetPlan#share}
   * @return what the set is made of, with its files
   * @throws DatasetException when there is a set already
   */
  public TrainingSetManifest write(Maker maker) throws IOException {
    requireFree();
    TrainingSetManifest[] made = new TrainingSetManifest[1];
    files.write(ROWS, out -> made[0] = writeRows(maker, out));
    TrainingSetManifest manifest = Objects.requireNonNull(made[0]);
    files.write(
        TrainingSetManifest.FILE, out -> out.write(TrainingSetManifestJson.write(manifest)));
    return manifest;
  }

  private static TrainingSetManifest writeRows(Maker maker, OutputStream out) throws IOException {
    MessageDigest digest = sha256();
    var counted = new CountedStream(new DigestOutputStream(out, digest));
    var rows = new Rows(counted);
    TrainingSetManifest manifest = maker.make(rows);
    rows.finish();
    counted.flush();
    var file =
        new TrainingSetManifest.File(
            manifest.counts().rows(), counted.bytes(), HexFormat.of().formatHex(digest.digest()));
    return manifest.withFiles(Map.of(ROWS, file));
  }

  /**
   * Reads the set and looks it through for leaks.
   *
   * @throws DatasetException when there is no set, it was changed since it was made, or it leaks
   * @throws IOException when the files cannot be read
   */
  public TrainingSet read() throws IOException {
    TrainingSetManifest manifest = manifest();
    var check = new LeakCheck(where, manifest.cut());
    var kept = new KeptRows();
    for (String path : manifest.files().keySet().stream().sorted().toList()) {
      verify(path, Objects.requireNonNull(manifest.files().get(path)));
      var table = new RowTable(manifest.featureNames(), manifest.heads());
      try (var reader = new TableReader(files.open(path), table.layout())) {
        for (Optional<TableLayout.Row> row = reader.next(); row.isPresent(); row = reader.next()) {
          TrainingRow example = table.row(row.get());
          check.check(example);
          kept.add(example);
        }
      } catch (IllegalArgumentException e) {
        throw new DatasetException(
            "%s: a row of %s is no example: %s; make the set again"
                .formatted(where, path, e.getMessage()),
            e);
      }
    }
    return kept.set(manifest);
  }

  /**
   * Reads what the set is made of.
   *
   * @throws DatasetException when there is no set
   */
  public TrainingSetManifest manifest() throws IOException {
    if (!exists()) {
      throw new DatasetException("there is no training set at " + where);
    }
    try (InputStream in = files.open(TrainingSetManifest.FILE).newStream()) {
      return TrainingSetManifestJson.read(
          in.readAllBytes(), where + "/" + TrainingSetManifest.FILE);
    }
  }

  private void verify(String path, TrainingSetManifest.File file) throws IOException {
    MessageDigest digest = sha256();
    try (InputStream in = files.open(path).newStream()) {
      byte[] buffer = new byte[1 << 16];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
    }
    if (!HexFormat.of().formatHex(digest.digest()).equals(file.sha256())) {
      throw new DatasetException(
          "%s: %s is not what the manifest describes; it was changed or is cut short: make the set"
                  .formatted(where, path)
              + " again");
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Writes rows as they come. */
  private static final class Rows implements TrainingRow.Sink {
    private final OutputStream out;
    private @Nullable RowTable table;
    private @Nullable TableWriter writer;

    Rows(OutputStream out) {
      this.out = out;
    }

    @Override
    public void begin(List<String> features, List<Head> heads) throws IOException {
      RowTable layout = new RowTable(features, heads);
      table = layout;
      writer = new TableWriter(layout.layout(), out);
    }

    @Override
    public void add(TrainingRow row) throws IOException {
      Objects.requireNonNull(writer).write(Objects.requireNonNull(table).row(row));
    }

    void finish() throws IOException {
      Objects.requireNonNull(writer).close();
    }
  }

  /** Counts what passes. */
  private static final class CountedStream extends OutputStream {
    private final OutputStream target;
    private long bytes;

    CountedStream(OutputStream target) {
      this.target = target;
    }

    long bytes() {
      return bytes;
    }

    @Override
    public void write(int b) throws IOException {
      target.write(b);
      bytes++;
    }

    @Override
    public void write(byte[] buffer, int from, int length) throws IOException {
      target.write(buffer, from, length);
      bytes += length;
    }

    @Override
    public void flush() throws IOException {
      target.flush();
    }
  }
}
