package com.ytempire.ml.alerts.notice;

import com.ytempire.ml.alerts.rule.ChannelKind;
import com.ytempire.ml.alerts.state.NoticeKind;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One thing to tell by one way.
 *
 * @param id the same for every attempt to tell it
 * @param incident what it is about; null of a test
 * @param fingerprint of the alert
 * @param channel by which way
 * @param kind why
 * @param content what
 */
public record Notification(
    UUID id,
    @Nullable UUID incident,
    String fingerprint,
    ChannelKind channel,
    NoticeKind kind,
    Content content) {}
