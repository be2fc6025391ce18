package com.ytempire.ml.generation.speech.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.ytempire.ml.generation.audio.Loudness;
import com.ytempire.ml.generation.audio.Sound;
import com.ytempire.ml.generation.audio.SoundMeasures;
import com.ytempire.ml.generation.audio.SoundQuality;
import com.ytempire.ml.generation.provider.CallTerms;
import com.ytempire.ml.generation.provider.Made;
import com.ytempire.ml.generation.provider.ProviderException;
import com.ytempire.ml.generation.provider.ProviderException.Reason;
import com.ytempire.ml.generation.provider.Usage;
import com.ytempire.ml.generation.speech.Emotion;
import com.ytempire.ml.generation.speech.SpeechPiece;
import com.ytempire.ml.generation.speech.SpeechSettings;
import com.ytempire.ml.generation.speech.VoiceProfile;
import com.ytempire.ml.generation.spoken.Prosody;
import com.ytempire.ml.generation.spoken.Run;
import com.ytempire.ml.generation.spoken.Sentence;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LocalVoiceTest {
  private static final CallTerms TERMS = new CallTerms("call-1", Duration.ofSeconds(50));
  private static final String TEXT = "We are walking along a long river.";
  private static final SpeechSettings USUAL = SpeechSettings.DEFAULT;

  private final LocalVoice voice = new LocalVoice(Clock.systemUTC());

  @Test
  void speaksAsAVoiceDoes() throws Exception {
    Made<Sound> made = voice.make(piece(Emotion.NEUTRAL, USUAL, TEXT), TERMS);

    Sound sound = made.artefact();
    assertThat(sound.sampleRate()).isEqualTo(48_000);
    assertThat(seconds(sound)).as("7 words").isBetween(1.4, 3.5);
    assertThat(Pitch.median(sound)).as("a woman's voice").isBetween(150.0, 230.0);
    assertThat(Pitch.range(sound)).as("not monotonous, in semitones").isGreaterThan(0.8);
    SoundMeasures measures = SoundMeasures.of(Loudness.levelled(sound, Loudness.TARGET));
    assertThat(SoundQuality.of(measures).score()).as("%s", measures).isGreaterThan(0.9);
    assertThat(made.model()).isEqualTo("cmu-slt-hsmm");
    assertThat(made.usage()).isEqualTo(Usage.ofCharacters(TEXT.length()));
  }

  @Test
  void speedChangesDurationAndKeepsPitch() throws Exception {
    Sound usual = usual();

    Sound fast = speak(Emotion.NEUTRAL, tuned(1.6, 1));
    Sound slow = speak(Emotion.NEUTRAL, tuned(0.7, 1));

    assertThat(seconds(fast) / seconds(usual)).isCloseTo(1 / 1.6, within(0.08));
    assertThat(seconds(slow) / seconds(usual)).isCloseTo(1 / 0.7, within(0.12));
    assertThat(Pitch.median(fast) / Pitch.median(usual)).isCloseTo(1, within(0.06));
  }

  @Test
  void pitchChangesTheFundamentalAndKeepsDuration() throws Exception {
    Sound usual = usual();

    Sound high = speak(Emotion.NEUTRAL, tuned(1, 1.4));
    Sound low = speak(Emotion.NEUTRAL, tuned(1, 0.7));

    assertThat(Pitch.median(high) / Pitch.median(usual)).isCloseTo(1.4, within(0.1));
    assertThat(Pitch.median(low) / Pitch.median(usual)).isCloseTo(0.7, within(0.07));
    assertThat(seconds(high)).isCloseTo(seconds(usual), within(0.25));
  }

  @Test
  void emotionsDifferInRateAndPitch() throws Exception {
    Sound neutral = usual();
    Sound excited = speak(Emotion.EXCITED, USUAL);
    Sound sad = speak(Emotion.SAD, USUAL);

    assertThat(seconds(excited)).isLessThan(0.95 * seconds(neutral));
    assertThat(seconds(sad)).isGreaterThan(1.1 * seconds(neutral));
    assertThat(Pitch.median(excited)).isGreaterThan(1.07 * Pitch.median(neutral));
    assertThat(Pitch.median(sad)).isLessThan(0.97 * Pitch.median(neutral));
    assertThat(Pitch.range(excited)).isGreaterThan(Pitch.range(sad));
  }

  @Test
  void withoutStyleAnEmotionIsNotHeard() throws Exception {
    SpeechSettings plain = new SpeechSettings(1, 1, 1, 0.75, 0.85, 0);

    assertThat(speak(Emotion.EXCITED, plain)).isEqualTo(speak(Emotion.NEUTRAL, plain));
  }

  @Test
  void aRunHasItsOwnVolumeRateAndPause() throws Exception {
    Run plain = Run.plain("We are walking.");
    Run loud = new Run("We are walking.", new Prosody(1, 1, 2), Duration.ZERO);
    Run slow = new Run("We are walking.", new Prosody(0.5, 1, 1), Duration.ZERO);
    Run paused = new Run("We are walking.", Prosody.PLAIN, Duration.ofMillis(900));

    Sound once = speak(plain);

    assertThat(speak(loud).peak() / once.peak()).isCloseTo(2, within(0.02));
    assertThat(seconds(speak(slow)) / seconds(once)).isCloseTo(2, within(0.15));
    assertThat(seconds(speak(paused, plain))).isCloseTo(2 * seconds(once) + 0.9, within(0.05));
  }

  @Test
  void pausesBetweenSentencesAndNotAfterTheLast() throws Exception {
    Sound once = speak(Run.plain("We are walking."));
    Sentence sentence =
        new Sentence(List.of(Run.plain("We are walking.")), Duration.ofMillis(1500));

    Sound twice = voice.make(piece(USUAL, List.of(sentence, sentence)), TERMS).artefact();

    assertThat(seconds(twice)).isCloseTo(2 * seconds(once) + 1.5, within(0.05));
  }

  @Test
  void callsSideBySideMakeWhatOneAloneMakes() throws Exception {
    List<String> texts =
        List.of(
            "Red apples are sweet.", "Nobody knows why.", "Is it too late?", "Run along the road!");
    List<Sound> alone = new ArrayList<>();
    for (String text : texts) {
      alone.add(voice.make(piece(Emotion.NEUTRAL, USUAL, text), TERMS).artefact());
    }
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<Made<Sound>>> made = new ArrayList<>();
      for (String text : texts) {
        made.add(threads.submit(() -> voice.make(piece(Emotion.NEUTRAL, USUAL, text), TERMS)));
      }

      for (int i = 0; i < texts.size(); i++) {
        assertThat(made.get(i).get(40, TimeUnit.SECONDS).artefact())
            .as(texts.get(i))
            .isEqualTo(alone.get(i));
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void speaksNamesAccentsAndWordsOfNoLexicon() throws Exception {
    Sound sound =
        voice
            .make(
                piece(Emotion.NEUTRAL, USUAL, "Zo\u00eb's na\u00efve brrr, ytempire \u2014 hm?!"),
                TERMS)
            .artefact();

    assertThat(seconds(sound)).isGreaterThan(1);
  }

  @Test
  void refusesWhatAnEnglishVoiceCannotSay() {
    assertThatThrownBy(
            () -> voice.make(piece(Emotion.NEUTRAL, USUAL, "\u4f60\u597d\u3002 \u2026"), TERMS))
        .isInstanceOfSatisfying(
            ProviderException.class, e -> assertThat(e.reason()).isEqualTo(Reason.REFUSED))
        .hasMessage("local: piece 3 has no word that an English voice can say");
  }

  @Test
  void stopsBetweenSentencesWhenTimeIsUp() {
    var hurried = new LocalVoice(new SteppingClock(Duration.ofSeconds(30)));

    assertThatThrownBy(
            () -> hurried.make(piece(Emotion.NEUTRAL, USUAL, "One.", "Two.", "Three."), TERMS))
        .isInstanceOfSatisfying(
            ProviderException.class, e -> assertThat(e.reason()).isEqualTo(Reason.SLOW))
        .hasMessage("local: piece 3 not ready in time");
  }

  @Test
  void stopsWhenInterrupted() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> voice.make(piece(Emotion.NEUTRAL, USUAL, TEXT), TERMS))
        .isInstanceOf(InterruptedException.class);
    assertThat(Thread.interrupted()).isFalse();
  }

  private static @Nullable Sound usual;

  private Sound usual() throws Exception {
    if (usual == null) {
      usual = speak(Emotion.NEUTRAL, USUAL);
    }
    return usual;
  }

  private Sound speak(Emotion emotion, SpeechSettings settings) throws Exception {
    return voice.make(piece(emotion, settings, TEXT), TERMS).artefact();
  }

  private Sound speak(Run... runs) throws Exception {
    List<Sentence> one = List.of(new Sentence(List.of(runs), Duration.ZERO));
    return voice.make(piece(USUAL, one), TERMS).artefact();
  }

  private static SpeechSettings tuned(double speed, double pitch) {
    return new SpeechSettings(speed, pitch, 1, 0.75, 0.85, 0.7);
  }

  private static SpeechPiece piece(Emotion emotion, SpeechSettings settings, String... texts) {
    List<Sentence> sentences = new ArrayList<>();
    for (String text : texts) {
      sentences.add(new Sentence(List.of(Run.plain(text)), Duration.ofMillis(300)));
    }
    return new SpeechPiece(3, sentences, VoiceProfile.CUSTOM, emotion, settings, "", "");
  }

  private static SpeechPiece piece(SpeechSettings settings, List<Sentence> sentences) {
    return new SpeechPiece(3, sentences, VoiceProfile.CUSTOM, Emotion.NEUTRAL, settings, "", "");
  }

  private static double seconds(Sound sound) {
    return sound.duration().toNanos() / 1e9;
  }

  /** Goes on by one step each time it is read. */
  private static final class SteppingClock extends Clock {
    private final Duration step;
    private final AtomicLong reads = new AtomicLong();

    SteppingClock(Duration step) {
      this.step = step;
    }

    @Override
    public Instant instant() {
      return Instant.EPOCH.plus(step.multipliedBy(reads.getAndIncrement()));
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
