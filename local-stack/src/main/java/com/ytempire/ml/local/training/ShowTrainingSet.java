package com.ytempire.ml.local.training;

import com.ytempire.ml.local.features.TextTable;
import com.ytempire.ml.training.dataset.TrainingSetManifest;
import java.io.PrintWriter;
import java.util.Locale;

/** Prints what a training set holds. */
public final class ShowTrainingSet {
  private ShowTrainingSet() {}

  /**
   * Prints two tables.
   *
   * @param where where the set is
   */
  public static void print(TrainingSetManifest manifest, String where, PrintWriter out) {
    TrainingSetManifest.Counts counts = manifest.counts();
    var facts = new TextTable("training set", where);
    facts.row("source", manifest.source());
    facts.row("rows", Long.toString(counts.rows()));
    facts.row(
        "of",
        "%d entities of type %s, %d groups"
            .formatted(counts.entities(), manifest.entityType(), counts.groups()));
    facts.row("times", manifest.first() + " to " + manifest.last());
    facts.row("known", manifest.trustsEventTimes() ? "when it happened" : "as recorded");
    facts.row("as of", manifest.query().knowledge().asOf().toString());
    facts.row("train", Long.toString(counts.train()));
    facts.row("validation", Long.toString(counts.validation()));
    facts.row("test", counts.test() + ", of groups first seen from " + manifest.cut());
    facts.row("left out", counts.leftOut() + " would tell one side about another");
    facts.row("without label", Long.toString(counts.unlabelled()));
    manifest.files().forEach((path, file) -> facts.row(path, file.bytes() + " bytes"));
    facts.print(out);
    out.println();
    var features = new TextTable("feature", "version", "missing", "null");
    for (TrainingSetManifest.Feature feature : manifest.features()) {
      features.row(
          feature.name(),
          Integer.toString(feature.version()),
          share(feature.missing(), counts.rows()),
          share(feature.nulls(), counts.rows()));
    }
    features.print(out);
  }

  private static String share(long part, long of) {
    return String.format(Locale.ROOT, "%.1f %%", of == 0 ? 0 : 100.0 * part / of);
  }
}
