package com.ytempire.ml.generation.speech;

import com.ytempire.ml.generation.audio.Sound;
import com.ytempire.ml.generation.provider.CallTerms;
import com.ytempire.ml.generation.provider.Made;
import com.ytempire.ml.generation.provider.Provider;
import com.ytempire.ml.generation.provider.ProviderException;

/**
 * Who makes the pieces of one speech: a provider, or several in turn. Called from several threads
 * at once. One that goes over to another provider in the middle of a speech changes the voice
 * there.
 */
@FunctionalInterface
public interface PieceMaker {
  /** Makes one piece; blocks. */
  Piece make(SpeechPiece piece) throws ProviderException, InterruptedException;

  /**
   * A piece that was made.
   *
   * @param provider name of who made it
   * @param made at any rate
   */
  record Piece(String provider, Made<Sound> made) {}

  /**
   * One provider for all pieces.
   *
   * @param terms of each call; each piece's number is added to the key
   */
  static PieceMaker of(Provider<SpeechPiece, Sound> provider, CallTerms terms) {
    return piece -> {
      var own = new CallTerms(terms.idempotencyKey() + "-" + piece.number(), terms.timeout());
      return new Piece(provider.name(), provider.make(piece, own));
    };
  }
}
