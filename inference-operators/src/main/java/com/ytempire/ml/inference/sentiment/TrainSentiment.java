package com.ytempire.ml.inference.sentiment;

import ai.onnxruntime.OrtException;
import com.ytempire.ml.inference.sentiment.SentimentTraining.Row;
import com.ytempire.ml.inference.text.TextEncoder;
import com.ytempire.ml.inference.text.TextModelFiles;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Trains the sentiment head that ships with the platform and prints its cross-validated metrics.
 *
 * <p>{@code TrainSentiment DATA_DIR OUTPUT_FILE}: the folder has {@code reviews.tsv} and {@code
 * titles.tsv}. Run twice on one machine it writes the same bytes; on another kind of processor the
 * embeddings differ in their last bits, and a weight may then differ in its last decimal.
 */
public final class TrainSentiment {
  private static final int FOLDS = 10;

  private TrainSentiment() {}

  public static void main(String[] args) throws Exception {
    if (args.length != 2) {
      throw new IllegalArgumentException("usage: TrainSentiment DATA_DIR OUTPUT_FILE");
    }
    SentimentLexicon lexicon = SentimentLexicon.bundled();
    List<Row> rows;
    try (TextEncoder encoder = TextEncoder.load(TextModelFiles.bundledMiniLm())) {
      rows = rows(Path.of(args[0]), encoder, lexicon);
    }
    PrintStream out = System.out;
    out.printf("%d examples%n", rows.size());
    for (double l2 : new double[] {1e-4, 3e-4, 1e-3, 3e-3, 1e-2}) {
      SentimentMetrics metrics = new SentimentTraining(rows, lexicon, l2).crossValidate(FOLDS);
      out.printf("l2 %.4f, %d-fold cross-validation%n%s", l2, FOLDS, metrics.report());
    }
    SentimentHead head = new SentimentTraining(rows, lexicon, SentimentTraining.L2).train();
    Files.writeString(Path.of(args[1]), head.toJson());
    out.printf("wrote %s%n", args[1]);
  }

  /** Reads, embeds and describes all examples; reviews first, each file in its own order. */
  static List<Row> rows(Path directory, TextEncoder encoder, SentimentLexicon lexicon)
      throws IOException, OrtException {
    List<Row> rows = new ArrayList<>();
    for (String file : List.of("reviews.tsv", "titles.tsv")) {
      for (SentimentExample example : SentimentExample.read(directory.resolve(file))) {
        float[] embedding = encoder.encode(List.of(encoder.tokenize(example.text()))).get(0);
        rows.add(
            new Row(
                example,
                SentimentHead.features(example.text(), embedding, lexicon),
                file.startsWith("titles")));
      }
    }
    return rows;
  }
}
