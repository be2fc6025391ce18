package com.ytempire.ml.generation.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.ytempire.ml.generation.audio.Loudness;
import com.ytempire.ml.generation.audio.Sound;
import com.ytempire.ml.generation.audio.SoundFormat;
import com.ytempire.ml.generation.audio.SoundMeasures;
import com.ytempire.ml.generation.audio.Tones;
import com.ytempire.ml.generation.provider.CallTerms;
import com.ytempire.ml.generation.provider.Made;
import com.ytempire.ml.generation.provider.Provider;
import com.ytempire.ml.generation.provider.ProviderException;
import com.ytempire.ml.generation.provider.ProviderException.Reason;
import com.ytempire.ml.generation.provider.Usage;
import com.ytempire.ml.generation.speech.local.LocalVoice;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class SpeechSynthesisTest {
  private static final String TEXT = "Aaaa bbbb cccc. Dddd eeee ffff. Gggg hhhh iiii.";
  private static final CallTerms TERMS = new CallTerms("speech-1", Duration.ofSeconds(50));

  private final ExecutorService threads = Executors.newCachedThreadPool();

  /** One sentence of the text a piece. */
  private final SpeechSynthesis synthesis = new SpeechSynthesis(threads, 2, 20);

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  @ParameterizedTest
  @EnumSource(SoundFormat.class)
  void theLocalVoiceMakesAFileThatIsWhatItSays(SoundFormat format) throws Exception {
    SpeechRequest request = request("We are walking. Costs $5!", format, 22_050, 1);

    FinishedSpeech speech =
        synthesis.speak(request, PieceMaker.of(new LocalVoice(Clock.systemUTC()), TERMS));

    Sound read = format.decode(speech.file().bytes());
    assertThat(read.sampleRate()).isEqualTo(format.rateFor(22_050));
    assertThat(speech.file().sampleRate()).isEqualTo(read.sampleRate());
    assertThat(speech.file().size()).isEqualTo(speech.file().bytes().length);
    assertThat(seconds(read.duration()))
        .isCloseTo(seconds(speech.duration()), within(format == SoundFormat.MP3 ? 0.2 : 0.001));
    assertThat(speech.words()).isEqualTo(6);
    assertThat(speech.wordsPerMinute())
        .isCloseTo(6 * 60 / seconds(speech.duration()), within(0.001));
    assertThat(speech.quality().score()).as("%s", speech.measures()).isGreaterThan(0.85);
    assertThat(SoundMeasures.of(read).loudness())
        .isCloseTo(speech.measures().loudness(), within(1.0));
    assertThat(speech.providers()).containsExactly("local");
    assertThat(speech.models()).containsExactly("cmu-slt-hsmm");
    assertThat(speech.usage())
        .isEqualTo(Usage.ofCharacters("We are walking.Costs five dollars!".length()));
  }

  @Test
  void piecesAreJoinedInOrderWhoeverIsReadyFirst() throws Exception {
    var second = new CountDownLatch(1);
    PieceMaker maker =
        piece -> {
          if (piece.number() == 0) {
            assertThat(second.await(20, TimeUnit.SECONDS)).isTrue();
          }
          if (piece.number() == 1) {
            second.countDown();
          }
          return made("p" + piece.number(), tone(300 * (piece.number() + 1)));
        };

    FinishedSpeech speech = synthesis.speak(request(TEXT, SoundFormat.WAV, 24_000, 1), maker);

    Sound read = SoundFormat.WAV.decode(speech.file().bytes());
    assertThat(seconds(read.duration())).isCloseTo(3 * 0.5 + 2 * 0.35, within(0.005));
    for (int i = 0; i < 3; i++) {
      int from = (int) ((0.5 + 0.35) * i * 24_000);
      Sound part = read.slice(from + 1000, from + 11_000);
      assertThat(Tones.amplitude(part, 300 * (i + 1))).as("piece %d", i).isGreaterThan(0.05);
    }
    assertThat(speech.providers()).containsExactly("p0", "p1", "p2");
    assertThat(speech.usage()).isEqualTo(Usage.ofCharacters(30));
  }

  @Test
  void noMoreAreMadeAtOnceThanAllowed() throws Exception {
    var running = new AtomicInteger();
    var most = new AtomicInteger();
    var both = new CyclicBarrier(2);
    PieceMaker maker =
        piece -> {
          most.accumulateAndGet(running.incrementAndGet(), Math::max);
          try {
            both.await(20, TimeUnit.SECONDS);
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
          running.decrementAndGet();
          return made("p", tone(300));
        };

    synthesis.speak(request(TEXT + " Jjjj kkkk llll.", SoundFormat.WAV, 24_000, 1), maker);

    assertThat(most).hasValue(2);
  }

  @Test
  void aPieceThatFailsEndsTheSpeechAndStopsTheOthers() throws Exception {
    var failure = new ProviderException(Reason.BUSY, "busy", Duration.ofSeconds(3), null);
    var stopped = new CountDownLatch(1);
    var waits = new CountDownLatch(1);
    List<Integer> asked = Collections.synchronizedList(new ArrayList<>());
    PieceMaker maker =
        piece -> {
          asked.add(piece.number());
          if (piece.number() == 0) {
            assertThat(waits.await(20, TimeUnit.SECONDS)).isTrue();
            throw failure;
          }
          waits.countDown();
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            stopped.countDown();
            throw e;
          }
          throw new IllegalStateException("not reached");
        };

    assertThatThrownBy(() -> synthesis.speak(request(TEXT, SoundFormat.WAV, 24_000, 1), maker))
        .isSameAs(failure);
    assertThat(stopped.await(20, TimeUnit.SECONDS)).isTrue();
    assertThat(asked).containsExactlyInAnyOrder(0, 1);
  }

  @Test
  void piecesOfDifferentLoudnessAndRateAreMadeAlike() throws Exception {
    PieceMaker maker =
        piece ->
            piece.number() == 1
                ? made("quiet", Tones.syllables(1, 8000).scaled(0.05))
                : made("loud", Tones.syllables(1, 48_000));

    FinishedSpeech speech = synthesis.speak(request(TEXT, SoundFormat.WAV, 24_000, 1), maker);

    Sound read = SoundFormat.WAV.decode(speech.file().bytes());
    double first = Loudness.integrated(read.slice(0, 22_000));
    double second = Loudness.integrated(read.slice(33_000, 54_000));
    assertThat(second).isCloseTo(first, within(1.5));
  }

  @Test
  void volumeIsHeardAndNeverClips() throws Exception {
    PieceMaker maker = piece -> made("p", Tones.syllables(1, 24_000));

    SoundMeasures usual =
        synthesis.speak(request(TEXT, SoundFormat.WAV, 24_000, 1), maker).measures();
    SoundMeasures soft =
        synthesis.speak(request(TEXT, SoundFormat.WAV, 24_000, 0.5), maker).measures();
    SoundMeasures loud =
        synthesis.speak(request(TEXT, SoundFormat.WAV, 24_000, 2), maker).measures();

    assertThat(soft.loudness() - usual.loudness()).isCloseTo(-6, within(0.5));
    assertThat(loud.loudness() - usual.loudness()).isBetween(2.0, 6.1);
    assertThat(loud.peak()).isLessThanOrEqualTo(-0.99);
    assertThat(loud.clippingShare()).isLessThan(0.001);
  }

  @Test
  void eachPieceKnowsWhatIsAround() {
    List<SpeechPiece> pieces = synthesis.pieces(request(TEXT, SoundFormat.WAV, 24_000, 1));

    assertThat(pieces).extracting(SpeechPiece::number).containsExactly(0, 1, 2);
    assertThat(pieces)
        .extracting(SpeechPiece::before)
        .containsExactly("", "Aaaa bbbb cccc.", "Dddd eeee ffff.");
    assertThat(pieces)
        .extracting(SpeechPiece::after)
        .containsExactly("Dddd eeee ffff.", "Gggg hhhh iiii.", "");
  }

  @Test
  void oneProviderGetsAKeyOfItsOwnForEachPiece() throws Exception {
    List<CallTerms> terms = Collections.synchronizedList(new ArrayList<>());
    Provider<SpeechPiece, Sound> provider =
        new Provider<>() {
          @Override
          public String name() {
            return "tones";
          }

          @Override
          public boolean isFree() {
            return true;
          }

          @Override
          public Made<Sound> make(SpeechPiece piece, CallTerms own) {
            terms.add(own);
            return new Made<>(tone(300), "model", Usage.NONE);
          }
        };

    FinishedSpeech speech =
        synthesis.speak(request(TEXT, SoundFormat.WAV, 24_000, 1), PieceMaker.of(provider, TERMS));

    assertThat(terms)
        .containsExactlyInAnyOrder(
            new CallTerms("speech-1-0", TERMS.timeout()),
            new CallTerms("speech-1-1", TERMS.timeout()),
            new CallTerms("speech-1-2", TERMS.timeout()));
    assertThat(speech.providers()).containsExactly("tones");
  }

  @Test
  void refusesSizesOutOfRange() {
    assertThatThrownBy(() -> new SpeechSynthesis(threads, 0, 100))
        .hasMessage("at once 0; expected 1 to 32");
    assertThatThrownBy(() -> new SpeechSynthesis(threads, 1, 5001))
        .hasMessage("piece characters 5001; expected 20 to 5000");
  }

  private static PieceMaker.Piece made(String provider, Sound sound) {
    return new PieceMaker.Piece(provider, new Made<>(sound, "model", Usage.ofCharacters(10)));
  }

  private static Sound tone(double hertz) {
    return Tones.sine(hertz, 0.3, 0.5, 24_000);
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }

  private static SpeechRequest request(String text, SoundFormat format, int rate, double volume) {
    return new SpeechRequest(
        text,
        VoiceProfile.CUSTOM,
        null,
        new SpeechSettings(1, 1, volume, 0.75, 0.85, 0.7),
        format,
        rate,
        false,
        Emotion.NEUTRAL);
  }
}
