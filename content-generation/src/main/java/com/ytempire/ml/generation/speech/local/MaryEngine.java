package com.ytempire.ml.generation.speech.local;

import com.ytempire.ml.generation.audio.Sound;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioSystem;
import marytts.datatypes.MaryData;
import marytts.datatypes.MaryXML;
import marytts.features.FeatureProcessorManager;
import marytts.features.FeatureRegistry;
import marytts.modules.AcousticModeller;
import marytts.modules.HTSEngine;
import marytts.modules.JPhonemiser;
import marytts.modules.MaryModule;
import marytts.modules.ModuleRegistry;
import marytts.modules.OpenNLPPosTagger;
import marytts.modules.synthesis.HMMSynthesizer;
import marytts.modules.synthesis.Voice;
import marytts.util.data.audio.MaryAudioUtils;
import marytts.util.dom.MaryDomUtils;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * The parts of MaryTTS 5.2.1 that make sound of words: tagger, lexicon and letter rules, tones,
 * durations and pitch, and the vocoder, called one after the other.
 *
 * <p>MaryTTS's own start is left out on purpose: it also loads its server, its tokenizer (whose
 * library is not published) and a second English, logs the system's properties and adds a shutdown
 * hook. Words come from this project instead, so a number or a sign never reaches it.
 *
 * <p>MaryTTS keeps voices and modules in static registries, so there is one engine per process.
 * After the start it is safe to share: a sentence's state is in its own document.
 */
final class MaryEngine {
  static final String VOICE = "cmu-slt-hsmm";

  private final List<MaryModule> modules;
  private final Voice voice;
  private final AudioFileFormat format;

  private MaryEngine(List<MaryModule> modules, Voice voice) {
    this.modules = modules;
    this.voice = voice;
    this.format =
        new AudioFileFormat(
            AudioFileFormat.Type.WAVE, voice.dbAudioFormat(), AudioSystem.NOT_SPECIFIED);
  }

  /**
   * Loads lexicon, models and voice; about a second and 25 MB. Once per process, by {@link
   * EngineStart}.
   *
   * @throws Exception as MaryTTS does
   */
  static MaryEngine start() throws Exception {
    FeatureRegistry.setFeatureProcessorManager(Locale.US, new FeatureProcessorManager("en_US"));
    List<MaryModule> modules =
        List.of(
            new OpenNLPPosTagger("en", "en.pos"),
            new JPhonemiser("en_US."),
            new marytts.language.en.Prosody(),
            new marytts.language.en.PronunciationModel(),
            new AcousticModeller());
    for (MaryModule module : modules) {
      module.startup();
    }
    var vocoder = new HTSEngine();
    vocoder.startup();
    ModuleRegistry.registerModule(vocoder, null, null);
    ModuleRegistry.setRegistrationComplete();
    new HMMSynthesizer().startup();
    Voice voice = Voice.getVoice(VOICE);
    if (voice == null) {
      throw new IllegalStateException("voice %s is not on the class path".formatted(VOICE));
    }
    return new MaryEngine(modules, voice);
  }

  /** In Hz. */
  int sampleRate() {
    return (int) voice.dbAudioFormat().getSampleRate();
  }

  /**
   * Speaks one sentence.
   *
   * @param words words in spoken form, in ASCII letters, and punctuation, each on its own
   * @param contour changes what the models chose, before it becomes sound
   * @return a sound without samples where no word can be pronounced
   * @throws Exception as MaryTTS does
   */
  Sound speak(List<String> words, Contour contour) throws Exception {
    MaryData data = next(modules.get(0).getInputType(), document(words));
    for (MaryModule module : modules) {
      data = next(module.getOutputType(), module.process(data).getDocument());
    }
    List<Element> tokens = new ArrayList<>();
    List<Element> spoken = new ArrayList<>();
    var nodes =
        MaryDomUtils.createNodeIterator(
            data.getDocument(), data.getDocument(), MaryXML.TOKEN, MaryXML.BOUNDARY);
    for (Element node = (Element) nodes.nextNode();
        node != null;
        node = (Element) nodes.nextNode()) {
      spoken.add(node);
      if (node.getTagName().equals(MaryXML.TOKEN)) {
        tokens.add(node);
      }
    }
    if (tokens.stream()
        .allMatch(token -> token.getElementsByTagName(MaryXML.PHONE).getLength() == 0)) {
      return Sound.of(new float[0], sampleRate());
    }
    contour.change(spoken, tokens);
    double[] samples = MaryAudioUtils.getSamplesAsDoubleArray(voice.synthesize(spoken, ""));
    float[] values = new float[samples.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) samples[i];
    }
    return contour.levelled(Sound.of(values, sampleRate()));
  }

  private static Document document(List<String> words) {
    Document document = MaryXML.newDocument();
    Element root = document.getDocumentElement();
    root.setAttribute("xml:lang", "en-US");
    Element paragraph = MaryXML.appendChildElement(root, MaryXML.PARAGRAPH);
    Element sentence = MaryXML.appendChildElement(paragraph, MaryXML.SENTENCE);
    // Without a pause to start from, the vocoder's first pulse rings louder than all the rest.
    Element pause = MaryXML.appendChildElement(sentence, MaryXML.BOUNDARY);
    pause.setAttribute("breakindex", "5");
    pause.setAttribute("duration", "100");
    for (String word : words) {
      MaryDomUtils.setTokenText(MaryXML.appendChildElement(sentence, MaryXML.TOKEN), word);
    }
    return document;
  }

  private MaryData next(marytts.datatypes.MaryDataType type, Document document) {
    var data = new MaryData(type, Locale.US);
    data.setDocument(document);
    data.setDefaultVoice(voice);
    data.setDefaultStyle("");
    data.setDefaultEffects("");
    data.setAudioFileFormat(format);
    return data;
  }
}
