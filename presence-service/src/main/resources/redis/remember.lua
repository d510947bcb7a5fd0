-- ARGV: slot, boot id, lease in ms. Grants a lease that nobody will renew.
write(ARGV[1], { boot = ARGV[2], expires = now + tonumber(ARGV[3]), announce = 0, holder = 'presence' })
return 1
