package com.ytempire.ml.generation.prompting;

import com.ytempire.ml.core.settings.ScriptSettings;
import com.ytempire.ml.generation.provider.CallTerms;
import com.ytempire.ml.generation.provider.Made;
import com.ytempire.ml.generation.provider.Provider;
import com.ytempire.ml.generation.provider.ProviderException;
import com.ytempire.ml.generation.provider.ProviderException.Reason;
import com.ytempire.ml.generation.script.ScriptDraft;
import com.ytempire.ml.generation.script.ScriptRequest;
import com.ytempire.ml.generation.text.TextReply;
import com.ytempire.ml.generation.text.TextRequest;

/**
 * Scripts by a text model: one call, whose answer is read strictly. What cannot be repaired is a
 * {@link ProviderException} for the reason {@code MALFORMED}, since it may have to be paid. Safe to
 * share if the texts' provider is.
 */
public final class ModelScripts implements Provider<ScriptRequest, ScriptDraft> {
  /**
   * English words are about 1.33 tokens each; cues and punctuation of JSON come to a third more.
   */
  private static final double TOKENS_PER_WORD = 1.8;

  /** Titles, description and tags. */
  private static final int FURTHER_TOKENS = 500;

  private static final int MOST_TOKENS = 200_000;

  /**
   * How models are asked.
   *
   * @param maxTokens room for the answer, 1 to 200,000 tokens; long scripts get the more that they
   *     need, as a script that is cut off is paid for and worthless
   * @param temperature 0 to 2
   * @param topP 0 to 1
   */
  public record Options(int maxTokens, double temperature, double topP) {
    /** As the environment says. */
    public static Options of(ScriptSettings settings) {
      return new Options(settings.maxTokens(), settings.temperature(), settings.topP());
    }
  }

  private final Provider<TextRequest, TextReply> texts;
  private final Options options;

  public ModelScripts(Provider<TextRequest, TextReply> texts, Options options) {
    this.texts = texts;
    this.options = options;
  }

  @Override
  public String name() {
    return texts.name();
  }

  @Override
  public boolean isFree() {
    return texts.isFree();
  }

  @Override
  public Made<ScriptDraft> make(ScriptRequest request, CallTerms terms)
      throws ProviderException, InterruptedException {
    Made<TextReply> made = texts.make(asked(request), terms);
    try {
      ScriptDraft draft = ScriptReader.read(made.artefact().text(), request);
      return new Made<>(draft, made.model(), made.usage());
    } catch (RefusedAnswerException e) {
      throw new ProviderException(Reason.MALFORMED, "%s: %s".formatted(name(), e.reason()), null);
    }
  }

  /** What the model is asked for a script, for those who estimate its cost before the call. */
  public TextRequest asked(ScriptRequest request) {
    return new TextRequest(
        ScriptPrompt.system(),
        ScriptPrompt.prompt(request),
        Math.min(MOST_TOKENS, Math.max(options.maxTokens, tokensFor(request))),
        options.temperature,
        options.topP,
        TextRequest.Format.JSON);
  }

  /** About how many tokens an answer needs. */
  static int tokensFor(ScriptRequest request) {
    double words = request.style().pacing().wordsIn(request.durationSeconds());
    return (int) Math.ceil(words * TOKENS_PER_WORD) + FURTHER_TOKENS;
  }
}
