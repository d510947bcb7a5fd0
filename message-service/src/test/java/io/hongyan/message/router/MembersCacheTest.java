package io.hongyan.message.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MembersCacheTest {

    private final MembersCache cache = new MembersCache(10);

    @Test
    void groupThatWasSilentLongestMakesRoom() {
        cache.put("g:a", members(4));
        cache.put("g:b", members(4));
        cache.get("g:a");

        cache.put("g:c", members(4));

        assertThat(cache.get("g:a")).isPresent();
        assertThat(cache.get("g:b")).isEmpty();
        assertThat(cache.get("g:c")).isPresent();
        assertThat(cache.memberships()).isEqualTo(8);
    }

    @Test
    void groupLargerThanTheCacheIsNotKept() {
        cache.put("g:a", members(11));

        assertThat(cache.get("g:a")).isEmpty();
        assertThat(cache.memberships()).isZero();
    }

    @Test
    void growingGroupIsCountedOnce() {
        cache.put("g:a", members(4));

        cache.put("g:a", members(6));

        assertThat(cache.memberships()).isEqualTo(6);
    }

    @Test
    void emptyGroupsTakeRoomToo() {
        for (int i = 0; i < 20; i++) {
            cache.put("g:" + i, members(0));
        }

        assertThat(cache.memberships()).isEqualTo(10);
    }

    private static Members members(int count) {
        Map<String, Long> joined = new HashMap<>();
        for (long i = 0; i < count; i++) {
            joined.put("user-" + i, i);
        }
        return new Members(1, joined);
    }
}
