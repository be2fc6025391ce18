package com.ytempire.ml.generation.speech;

/**
 * Whose way of speaking is asked for. Every provider speaks at the profile's rate and pitch; those
 * with several voices have one for each profile as well (see each of them); {@code custom} is the
 * voice that the operator names, with its own rate and pitch.
 */
public enum VoiceProfile {
  /** Fast, a little high, lively. */
  ENERGETIC_GAMER("energetic_gamer", new Manner(1.12, 1.06, 1.25)),
  /** Slow, a little low, even. */
  CALM_EDUCATOR("calm_educator", new Manner(0.93, 0.97, 0.9)),
  /** Close to plain, warm and moving. */
  FRIENDLY_LIFESTYLE("friendly_lifestyle", new Manner(1.02, 1.03, 1.12)),
  /** Plain. */
  CUSTOM("custom", Manner.PLAIN);

  private final String wireName;
  private final Manner manner;

  VoiceProfile(String wireName, Manner manner) {
    this.wireName = wireName;
    this.manner = manner;
  }

  /** As requests have it. */
  public String wireName() {
    return wireName;
  }

  public Manner manner() {
    return manner;
  }
}
