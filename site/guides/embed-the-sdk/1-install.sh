npm init -y
npm pkg set type=module
npm install "$CAPSULE/reference-agent"
