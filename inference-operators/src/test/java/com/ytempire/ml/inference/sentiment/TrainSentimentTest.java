package com.ytempire.ml.inference.sentiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.ytempire.ml.inference.sentiment.SentimentTraining.Row;
import com.ytempire.ml.inference.text.BundledEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainSentimentTest {
  private static final SentimentLexicon LEXICON = SentimentLexicon.bundled();
  private static List<Row> rows;

  @BeforeAll
  static void embed() throws Exception {
    rows = TrainSentiment.rows(Path.of("src/data/sentiment"), BundledEncoder.get(), LEXICON);
  }

  @Test
  void trainsTheSameBitsEachTime() {
    List<Row> some = rows.subList(950, 1050);

    String first = new SentimentTraining(some, LEXICON, SentimentTraining.L2).train().toJson();

    assertThat(new SentimentTraining(some, LEXICON, SentimentTraining.L2).train().toJson())
        .isEqualTo(first);
  }

  @Test
  void trainsTheHeadThatIsInTheRepository() {
    SentimentHead trained = new SentimentTraining(rows, LEXICON, SentimentTraining.L2).train();

    // A tolerance, because another processor's vector instructions change the last bits of the
    // embeddings; on one machine the files are equal.
    SentimentHead committed = SentimentHead.bundled();
    assertThat(committed.modelId()).isEqualTo(trained.modelId());
    assertThat(committed.bias()).containsExactly(trained.bias(), within(2e-3));
    for (int c = 0; c < 3; c++) {
      assertThat(committed.weights()[c]).containsExactly(trained.weights()[c], within(2e-3));
    }
  }

  @Test
  void doesNotForgetWhatItsCardClaims() {
    SentimentMetrics metrics =
        new SentimentTraining(rows, LEXICON, SentimentTraining.L2).crossValidate(3);

    // The card says 0.90 and 0.96 of ten folds; three folds train on less.
    assertThat(metrics.accuracy()).isGreaterThan(0.87);
    assertThat(metrics.titleAccuracy()).isGreaterThan(0.90);
    assertThat(metrics.report()).contains("macro F1").contains("titles only");
  }

  @Test
  void namesTheLineOfABrokenExample(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("titles.tsv");
    Files.writeString(file, "# comment\nneutral\tfine\nno tab here\n");

    assertThatThrownBy(() -> SentimentExample.read(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("titles.tsv:3");
  }
}
