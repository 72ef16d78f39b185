package io.jenkins.plugins.cloudops.engine.terraform;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/**
 * The claims of a JSON web token (RFC 7519) that say for whom and until when it is. Not verified: that
 * is up to whoever it is shown to. A token that is none of this form says nothing.
 */
final class WebIdentityToken {

    private final List<String> audiences;
    private final long expires;

    private WebIdentityToken(List<String> audiences, long expires) {
        this.audiences = audiences;
        this.expires = expires;
    }

    static WebIdentityToken of(String token) {
        String[] parts = token.trim().split("\\.", -1);
        if (parts.length == 3) {
            try {
                JsonObject claims = JsonObject.read(new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8));
                List<String> audiences = claims.list("aud");
                return new WebIdentityToken(audiences.isEmpty() && !claims.text("aud").isEmpty() ? List.of(claims.text("aud")) : audiences,
                        claims.number("exp"));
            } catch (IOException | IllegalArgumentException e) {
                return new WebIdentityToken(List.of(), 0);
            }
        }
        return new WebIdentityToken(List.of(), 0);
    }

    /**
     * @param audience empty for any
     * @throws BadSetting if the token says that it is for somebody else, or was valid until before now
     */
    void check(String audience, Instant now) {
        if (!audience.isEmpty() && !audiences.isEmpty() && !audiences.contains(audience)) {
            throw new BadSetting(Messages.WebIdentityToken_audience(String.join(", ", audiences), audience));
        }
        if (expires > 0 && Instant.ofEpochSecond(expires).isBefore(now)) {
            throw new BadSetting(Messages.WebIdentityToken_expired(Instant.ofEpochSecond(expires)));
        }
    }
}
