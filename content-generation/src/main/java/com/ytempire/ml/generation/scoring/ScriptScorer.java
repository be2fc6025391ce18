package com.ytempire.ml.generation.scoring;

import com.ytempire.ml.generation.script.Script;
import com.ytempire.ml.generation.script.ScriptDraft;
import com.ytempire.ml.generation.script.ScriptRequest;
import java.util.List;

/**
 * Measures scripts. Embeds each sentence once, so that ten minutes of speech take about a hundred
 * embeddings. Safe to share if the embedder is.
 */
public final class ScriptScorer {
  private final Embedder embedder;

  public ScriptScorer(Embedder embedder) {
    this.embedder = embedder;
  }

  /**
   * Measures a script.
   *
   * @param known texts that it should not repeat: earlier scripts, descriptions, titles
   * @throws EmbeddingException when its sentences cannot be embedded
   */
  public ScriptAssessment assess(ScriptRequest request, ScriptDraft draft, List<String> known)
      throws InterruptedException {
    Script script = draft.script();
    Embedded embedded = Embedded.of(script, embedder);
    SeoMetadata seo = SeoWriter.write(request, draft);
    var metrics =
        new QualityMetrics(
            Coherence.of(embedded).score(),
            Engagement.of(script, request).score(),
            Seo.score(script, seo, Keywords.of(request)),
            Originality.of(embedded, known, embedder).score());
    return new ScriptAssessment(
        metrics,
        seo,
        Readability.fleschReadingEase(script.text()),
        script.words() * 60.0 / script.durationSeconds());
  }
}
