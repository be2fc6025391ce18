/**
 * Ways in which people are told: Slack, PagerDuty and e-mail. Each sends one notification and says
 * what went wrong; trying again belongs to {@code alerts.run}.
 */
@NullMarked
package com.ytempire.ml.alerts.channel;

import org.jspecify.annotations.NullMarked;
