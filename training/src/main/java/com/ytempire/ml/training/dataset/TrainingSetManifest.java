package com.ytempire.ml.training.dataset;

import com.ytempire.ml.core.training.DataSplit;
import com.ytempire.ml.features.offline.Knowledge;
import com.ytempire.ml.training.example.Head;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a training set is made of, and how. Two sets with the same rows have the same manifest.
 *
 * @param source where it is from, as it was named
 * @param entityType type of its entities
 * @param query what was asked for
 * @param features what each number is, in their order
 * @param counts rows by side, and in all
 * @param first time of the first example, null for an empty set
 * @param last time of the last example
 * @param cut time that parts training from tests
 * @param files of which it consists, by path within its folder
 */
public record TrainingSetManifest(
    String source,
    String entityType,
    DatasetQuery query,
    List<Feature> features,
    Counts counts,
    @Nullable Instant first,
    @Nullable Instant last,
    Instant cut,
    Map<String, File> files) {
  /** Its name in a set's folder. */
  public static final String FILE = "manifest.json";

  public TrainingSetManifest {
    features = List.copyOf(features);
    files = Map.copyOf(files);
  }

  /**
   * A number of the examples.
   *
   * @param name by which models read it
   * @param column of the offline store that it was read from
   * @param version of the feature's definition
   * @param ttlSeconds age from which on a value was missing
   * @param missing rows in which there was no value
   * @param nulls rows in which the value was computed to be null
   */
  public record Feature(
      String name, String column, int version, long ttlSeconds, long missing, long nulls) {}

  /**
   * How many rows there are.
   *
   * @param rows all
   * @param entities different entities
   * @param groups different groups
   * @param unlabelled rows without any label, on no side
   * @param leftOut rows with a label that are on no side, because they would tell one side about
   *     another
   */
  public record Counts(
      long rows,
      long entities,
      long groups,
      long train,
      long validation,
      long test,
      long unlabelled,
      long leftOut) {}

  /**
   * A file.
   *
   * @param bytes its length
   * @param sha256 its digest, in hexadecimal digits
   */
  public record File(long rows, long bytes, String sha256) {}

  /** The names of the features, in their order. */
  public List<String> featureNames() {
    return features.stream().map(Feature::name).toList();
  }

  public List<Head> heads() {
    return query.heads();
  }

  /** How the rows were shared out. */
  public DataSplit split() {
    return query.split();
  }

  /** Whether known times were taken to be event times. */
  public boolean trustsEventTimes() {
    return query.knowledge().clock() == Knowledge.KnownTime.EVENT_TIME;
  }

  /** The same, of other files. */
  public TrainingSetManifest withFiles(Map<String, File> others) {
    return new TrainingSetManifest(
        source, entityType, query, features, counts, first, last, cut, others);
  }
}
