package com.ytempire.ml.generation.speech;

import com.ytempire.ml.generation.audio.Loudness;
import com.ytempire.ml.generation.audio.Resampler;
import com.ytempire.ml.generation.audio.Sound;
import com.ytempire.ml.generation.audio.SoundFile;
import com.ytempire.ml.generation.audio.SoundMeasures;
import com.ytempire.ml.generation.audio.SoundQuality;
import com.ytempire.ml.generation.audio.Splice;
import com.ytempire.ml.generation.provider.ProviderException;
import com.ytempire.ml.generation.provider.Usage;
import com.ytempire.ml.generation.spoken.Pieces;
import com.ytempire.ml.generation.spoken.Sentence;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/**
 * Makes a speech: its text is cut into pieces at sentences, the pieces are made a few at once, each
 * is brought to the file's rate and to one loudness, and they are joined in order with the pauses
 * between their sentences. Safe to share; a call blocks until the speech is ready or a piece has
 * failed, and then gives up what is under way.
 */
public final class SpeechSynthesis {
  private final ExecutorService threads;
  private final int atOnce;
  private final int pieceCharacters;

  /**
   * @param threads what makes pieces; belongs to the caller
   * @param atOnce how many pieces of one speech are made at the same time, 1 to 32
   * @param pieceCharacters longest text of a piece, 20 to 5,000; every provider takes 1,000 in any
   *     language
   */
  public SpeechSynthesis(ExecutorService threads, int atOnce, int pieceCharacters) {
    if (atOnce < 1 || atOnce > 32) {
      throw new IllegalArgumentException("at once %d; expected 1 to 32".formatted(atOnce));
    }
    if (pieceCharacters < 20 || pieceCharacters > 5000) {
      throw new IllegalArgumentException(
          "piece characters %d; expected 20 to 5000".formatted(pieceCharacters));
    }
    this.threads = threads;
    this.atOnce = atOnce;
    this.pieceCharacters = pieceCharacters;
  }

  /**
   * Makes the speech.
   *
   * @param request its provider is left to the maker
   * @throws ProviderException the first piece's, in order, that could not be made
   */
  public FinishedSpeech speak(SpeechRequest request, PieceMaker maker)
      throws ProviderException, InterruptedException {
    List<SpeechPiece> pieces = pieces(request);
    List<PieceMaker.Piece> made = made(pieces, maker);
    int rate = request.format().rateFor(request.sampleRate());
    double loudness = Loudness.TARGET + 20 * Math.log10(request.settings().volume());
    List<Splice.Part> parts = new ArrayList<>();
    Set<String> providers = new LinkedHashSet<>();
    Set<String> models = new LinkedHashSet<>();
    Usage usage = Usage.NONE;
    for (int i = 0; i < pieces.size(); i++) {
      PieceMaker.Piece piece = made.get(i);
      Sound sound = Resampler.resample(piece.made().artefact(), rate);
      parts.add(new Splice.Part(Loudness.levelled(sound, loudness), pauseAfter(pieces, i)));
      providers.add(piece.provider());
      models.add(piece.made().model());
      usage = usage.plus(piece.made().usage());
    }
    Sound whole = Splice.join(parts);
    SoundMeasures measures = SoundMeasures.of(whole);
    int words = request.words();
    double minutes = measures.duration().toNanos() / 60e9;
    return new FinishedSpeech(
        SoundFile.of(whole, request.format()),
        measures.duration(),
        words,
        minutes == 0 ? 0 : words / minutes,
        measures,
        SoundQuality.of(measures),
        List.copyOf(providers),
        List.copyOf(models),
        usage);
  }

  /**
   * The pieces that a request is made of, in order; what will be paid for can be read from them.
   */
  public List<SpeechPiece> pieces(SpeechRequest request) {
    List<List<Sentence>> cut = Pieces.of(request.sentences(), pieceCharacters);
    List<SpeechPiece> pieces = new ArrayList<>();
    for (int i = 0; i < cut.size(); i++) {
      pieces.add(
          new SpeechPiece(
              i,
              cut.get(i),
              request.profile(),
              request.emotion(),
              request.settings(),
              i == 0 ? "" : cut.get(i - 1).get(cut.get(i - 1).size() - 1).text(),
              i == cut.size() - 1 ? "" : cut.get(i + 1).get(0).text()));
    }
    return pieces;
  }

  private static Duration pauseAfter(List<SpeechPiece> pieces, int place) {
    List<Sentence> sentences = pieces.get(place).sentences();
    return place == pieces.size() - 1 ? Duration.ZERO : sentences.get(sentences.size() - 1).pause();
  }

  private List<PieceMaker.Piece> made(List<SpeechPiece> pieces, PieceMaker maker)
      throws ProviderException, InterruptedException {
    Deque<Future<PieceMaker.Piece>> underWay = new ArrayDeque<>();
    List<PieceMaker.Piece> made = new ArrayList<>();
    try {
      for (SpeechPiece piece : pieces) {
        if (underWay.size() == atOnce) {
          made.add(finished(underWay.removeFirst()));
        }
        underWay.addLast(threads.submit(() -> maker.make(piece)));
      }
      while (!underWay.isEmpty()) {
        made.add(finished(underWay.removeFirst()));
      }
      return made;
    } finally {
      underWay.forEach(piece -> piece.cancel(true));
    }
  }

  private static PieceMaker.Piece finished(Future<PieceMaker.Piece> piece)
      throws ProviderException, InterruptedException {
    try {
      return piece.get();
    } catch (InterruptedException e) {
      piece.cancel(true);
      throw e;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ProviderException failed) {
        throw failed;
      }
      if (e.getCause() instanceof InterruptedException interrupted) {
        throw interrupted;
      }
      throw new IllegalStateException("a piece could not be made", e.getCause());
    }
  }
}
