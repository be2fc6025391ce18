package com.ytempire.ml.generation.writing;

import com.ytempire.ml.generation.provider.CallTerms;
import com.ytempire.ml.generation.provider.Made;
import com.ytempire.ml.generation.provider.Provider;
import com.ytempire.ml.generation.provider.ProviderException;
import com.ytempire.ml.generation.provider.Usage;
import com.ytempire.ml.generation.script.ScriptDraft;
import com.ytempire.ml.generation.script.ScriptRequest;

/**
 * Writes scripts by itself: without a key, a network or cost, in milliseconds, and equal ones for
 * equal requests. Its sentences are composed from phrases that fit any topic of a field; it knows
 * no news and no facts about the topic itself. Safe to share.
 */
public final class LocalScripts implements Provider<ScriptRequest, ScriptDraft> {
  public static final String NAME = "local";

  /** Changes when equal requests get other scripts. */
  public static final String MODEL = "phrase-grammar-1";

  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean isFree() {
    return true;
  }

  @Override
  public Made<ScriptDraft> make(ScriptRequest request, CallTerms terms) throws ProviderException {
    return new Made<>(write(request), MODEL, Usage.NONE);
  }

  /**
   * Writes a script.
   *
   * @throws ProviderException {@code REFUSED} when what is prohibited leaves nothing to say
   */
  public ScriptDraft write(ScriptRequest request) throws ProviderException {
    try {
      return new ScriptComposer(request, seed(request)).write();
    } catch (NothingToSayException e) {
      throw new ProviderException(ProviderException.Reason.REFUSED, e.reason(), e);
    }
  }

  /** FNV-1a over the request's text, which is the same in every process. */
  private static long seed(ScriptRequest request) {
    long hash = FNV_OFFSET;
    String text = request.toString();
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * FNV_PRIME;
    }
    return hash;
  }
}
