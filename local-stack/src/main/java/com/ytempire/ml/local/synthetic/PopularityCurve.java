package com.ytempire.ml.local.synthetic;

/**
 * How a video's views grow with its age: the share of the views at the horizon that it has by an
 * age. 0 at age 0, 1 at the horizon, never falling.
 *
 * <p>The four classes of R. Crane and D. Sornette, "Robust dynamic classes revealed by measuring
 * the response function of a social system", PNAS 105 (2008): views per time relax as a power law
 * whose exponent tells an outside shock from word of mouth, with memory exponent θ ≈ 0.4. A small
 * time constant keeps the rates finite at age 0 and at the peak. That early growth foretells later
 * growth up to log-normal noise is due to G. Szabo and B. Huberman, "Predicting the popularity of
 * online content", CACM 53 (2010); slow power-law growth over a life to X. Cheng, C. Dale and J.
 * Liu, "Statistics and social network of YouTube videos", IWQoS 2008.
 */
enum PopularityCurve {
  /** News and promotion that nobody passes on: rate ∝ t^−(1+θ), over within hours. */
  EXOGENOUS_SUBCRITICAL {
    @Override
    double cumulative(double age, double peak) {
      return 1 - StrictMath.pow(1 + age / SCALE_HOURS, -THETA);
    }
  },
  /** A shock that is passed on: rate ∝ t^−(1−θ), long-lived. */
  EXOGENOUS_CRITICAL {
    @Override
    double cumulative(double age, double peak) {
      return StrictMath.pow(1 + age / SCALE_HOURS, THETA) - 1;
    }
  },
  /** Word of mouth: grows towards a peak and relaxes from it, rate ∝ |t − peak|^−(1−2θ). */
  ENDOGENOUS_CRITICAL {
    @Override
    double cumulative(double age, double peak) {
      return beforePeak(peak) - Math.signum(peak - age) * beforePeak(Math.abs(peak - age));
    }

    private static double beforePeak(double distance) {
      return StrictMath.pow(distance + SCALE_HOURS, 2 * THETA)
          - StrictMath.pow(SCALE_HOURS, 2 * THETA);
    }
  },
  /** Never catches on: as many views in one hour as in another. */
  ENDOGENOUS_SUBCRITICAL {
    @Override
    double cumulative(double age, double peak) {
      return age;
    }
  };

  /** Exponent of the waiting time between being told of a video and watching it. */
  static final double THETA = 0.4;

  /** Age at which all shares reach 1, in hours. */
  static final double HORIZON_HOURS = 72;

  private static final double SCALE_HOURS = 1;

  /** Views up to an age in hours, in any unit; peak in hours of age. */
  abstract double cumulative(double age, double peak);

  /**
   * The share of the horizon's views at an age.
   *
   * @param ageHours from 0; ages beyond the horizon count as the horizon
   * @param peakHours age of the peak, where the class has one, 0 to the horizon
   */
  double share(double ageHours, double peakHours) {
    double age = Math.min(Math.max(ageHours, 0), HORIZON_HOURS);
    return cumulative(age, peakHours) / cumulative(HORIZON_HOURS, peakHours);
  }
}
