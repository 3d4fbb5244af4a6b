mkdir -p outbox sent
echo 'Dear Mira, ...' > outbox/1.txt
echo 'Dear Bao, ...' > outbox/2.txt
echo 'a password nobody shall see' > smtp-password
